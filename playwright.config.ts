/** End-to-end tests: the built app with the embedded backend, on data of its own. Start them with `npm run test:e2e`. */
import path from 'node:path'
import { defineConfig } from '@playwright/test'
import { browserFlags } from './scripts/browser.ts'

const port = Number(process.env.E2E_PORT ?? 4173)
const baseURL = `http://127.0.0.1:${port}`
const executablePath = process.env.SCENARIOS_BROWSER
// Apart from `dist`, which belongs to whoever builds the app meanwhile.
const built = `--outDir ${process.env.E2E_DIST ?? path.join(import.meta.dirname, 'test-results/dist')}`
const outputDir = path.join(import.meta.dirname, 'test-results')

export default defineConfig({
  testDir: 'e2e',
  outputDir,
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // In a run of everything one test that stumbles once must not hide what the others say: the summary names it, with its page.
  retries: process.env.E2E_REPORT ? 1 : 0,
  reporter: [
    ['list'],
    ...(process.env.E2E_REPORT
      ? [['json', { outputFile: process.env.E2E_REPORT }] as ['json', { outputFile: string }]]
      : []),
  ],
  use: {
    baseURL,
    browserName: 'chromium',
    locale: 'en-AU',
    timezoneId: 'Australia/Sydney',
    // What fades in is pressed while it moves: on a busy machine the press then ends beside it.
    contextOptions: { reducedMotion: 'reduce' },
    // No trace: filming each page took as much of the machine as what the test itself does. `--trace retain-on-failure` has one.
    screenshot: 'only-on-failure',
    launchOptions: { args: browserFlags, ...(executablePath ? { executablePath } : {}) },
  },
  webServer: {
    command: `npm run build -- ${built} --emptyOutDir && npm run preview -- ${built} --port ${port} --strictPort`,
    url: baseURL,
    timeout: 180_000,
    reuseExistingServer: false,
    stdout: 'ignore',
    stderr: 'pipe',
    env: {
      // Playwright empties its output directory before each run, so the data are fresh each time.
      SCENARIOS_DATA_DIR: process.env.SCENARIOS_DATA_DIR ?? path.join(outputDir, 'backend'),
    },
  },
})
