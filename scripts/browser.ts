/**
 * A Chromium that really starts on this machine: Playwright's own, else one installed on the system, else a
 * fresh download, else (as root on Debian) the distribution's package.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

/**
 * What Playwright switches off (a second `--disable-features` replaces its own; a test holds the two together), and the address
 * bar's popups: a whole Chromium renders them anew, unseen, for each context, which took a third of what a test did.
 */
export const disabledFeatures = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
]

/** Lets it run as root and keeps it from calling home, which stalls on closed networks. */
export const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${disabledFeatures.join(',')}`,
]

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

const advice = `No browser could be started for the end-to-end tests. Do one of these, then run "npm test" again:
  - npx playwright install --with-deps chromium   (needs access to Playwright's downloads)
  - install Chromium or Chrome with your system's package manager
  - set SCENARIOS_BROWSER to the path of a Chromium or Chrome`

class NoBrowserError extends Error {}

/** The executable to use; null means the one that Playwright brings. @throws NoBrowserError */
export async function findBrowser(log: (line: string) => void): Promise<string | null> {
  const chosen = process.env.SCENARIOS_BROWSER
  if (chosen) {
    if (await starts(chosen)) return chosen
    throw new NoBrowserError(`SCENARIOS_BROWSER is ${chosen}, which does not start.`)
  }
  if (await starts(null)) return null
  for (const path of installed) if (existsSync(path) && (await starts(path))) return path

  log('No browser found: asking Playwright for one …')
  if (run('npx', ['playwright', 'install', 'chromium']) && (await starts(null))) return null
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    log('Asking the system for Chromium …')
    run('apt-get', ['update'])
    if (
      run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium']) &&
      (await starts('/usr/bin/chromium'))
    )
      return '/usr/bin/chromium'
  }
  throw new NoBrowserError(advice)
}

/** Opens a page, not only the program: a browser without its libraries fails in between. */
async function starts(executablePath: string | null): Promise<boolean> {
  try {
    const browser = await chromium.launch({
      ...(executablePath ? { executablePath } : {}),
      args: browserFlags,
      timeout: 20_000,
    })
    try {
      const page = await browser.newPage()
      await page.setContent('<title>ready</title>')
      return (await page.title()) === 'ready'
    } finally {
      await browser.close()
    }
  } catch {
    return false
  }
}

function run(command: string, args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // Our standard output belongs to the tests' own report.
  return spawnSync(command, args, { stdio: ['ignore', 2, 2], env }).status === 0
}
