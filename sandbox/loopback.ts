/**
 * Names of this machine.
 *
 * @module
 */

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

export function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname);
}
