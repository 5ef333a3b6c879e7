/** Database and contract tests: native PostgreSQL, the real API, one stack for all files. */
import path from 'node:path'
import { defineProject } from 'vitest/config'

export default defineProject({
  root: path.resolve(import.meta.dirname, '..'),
  test: {
    name: 'database',
    include: ['tests/**/*.test.ts'],
    environment: 'node',
    // Files wait for servers more than they calculate. By default one core is left alone, which of two is half.
    maxWorkers: '100%',
    globalSetup: ['tests/support/global-setup.ts'],
    setupFiles: ['tests/support/random-cases.ts'],
    // Ends what hangs, and is no bar for speed.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Files share one server; each test has users of its own.
    pool: 'threads',
  },
})
