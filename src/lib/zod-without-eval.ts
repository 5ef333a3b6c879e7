/**
 * Keeps zod from trying whether it may make scripts of text, which the page's policy forbids and browsers report. Its settings
 * are put where it looks for them, before schemas are made: to import its `config` would load it before sign-in.
 */
const place = globalThis as { __zod_globalConfig?: { jitless?: boolean } }
place.__zod_globalConfig = { ...place.__zod_globalConfig, jitless: true }
