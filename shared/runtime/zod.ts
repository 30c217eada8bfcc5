/**
 * The one zod version that all functions use. Import it as `import * as z from ".../zod.ts"`: bundlers then
 * drop what is unused.
 *
 * @module
 * @version 0.1.0
 */
export * from "npm:zod@4.6.7";
