/** Database and contract tests: native PostgreSQL, the real API, one stack for all files. */
import path from 'node:path'
import { defineProject } from 'vitest/config'

export default defineProject({
  root: path.resolve(import.meta.dirname, '..'),
  test: {
    name: 'database',
    include: ['tests/**/*.test.ts'],
    environment: 'node',
    globalSetup: ['tests/support/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Files share one server; each test has users of its own.
    pool: 'threads',
  },
})
