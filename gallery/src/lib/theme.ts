/**
 * Light or dark: as the system says, until the reader chooses.
 *
 * @module
 */
import { useState } from "react";

export function useTheme(): { isDark: boolean; toggle(): void } {
  const [isDark, setDark] = useState(() => document.documentElement.classList.contains("dark"));
  return {
    isDark,
    toggle() {
      document.documentElement.classList.toggle("dark", !isDark);
      localStorage.setItem("theme", isDark ? "light" : "dark");
      setDark(!isDark);
    },
  };
}
