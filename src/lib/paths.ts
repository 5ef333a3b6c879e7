/** Every address of the app in one place. */
import type { HelpTopicId } from './help-topic-ids.ts'

/** The address with `next` remembered, so that signing in returns to where the user wanted to go. */
function withNext(path: string, next?: string) {
  return next && next !== '/' ? `${path}?next=${encodeURIComponent(next)}` : path
}

const tryPath = (scenarioId: string | null) =>
  scenarioId === null ? '/scenarios/try' : `/scenarios/${scenarioId}/try`

const about = (path: string, of: string | null | undefined) => (of == null ? path : `${path}?of=${of}`)

export const paths = {
  home: '/',
  signIn: (next?: string) => withNext('/sign-in', next),
  signUp: (next?: string) => withNext('/sign-up', next),
  resetPassword: '/reset-password',
  /** Where the links of mails lead: to choose a new password, and to confirm an address. */
  newPassword: '/new-password',
  confirmAddress: '/confirm-address',
  /** Where such a link is gone on with, once it is out of the address. */
  mailLink: '/link',
  instances: '/instances',
  newInstance: '/instances/new',
  importInstances: '/instances/import',
  /** Amounts that are old, or of all investments, to be brought up to date. */
  updateAmounts: '/instances/amounts',
  instance: (instanceId: string) => `/instances/${instanceId}`,
  scenarios: '/scenarios',
  scenariosByResult: '/scenarios?sort=result',
  /** All scenarios, with the dialog that creates one. */
  createScenario: '/scenarios?create',
  importScenario: '/scenarios/import',
  /** Without any, the newest are compared. */
  compareScenarios: (scenarioIds: readonly string[]) =>
    scenarioIds.length > 0 ? `/scenarios/compare?ids=${scenarioIds.join(',')}` : '/scenarios/compare',
  scenario: (scenarioId: string) => `/scenarios/${scenarioId}`,
  scenarioTab: (scenarioId: string, tab: ScenarioTab) =>
    tab === 'overview' ? `/scenarios/${scenarioId}` : `/scenarios/${scenarioId}/${tab}`,
  /** A decision on paper. */
  scenarioReport: (scenarioId: string) => `/scenarios/${scenarioId}/report`,
  /** The form of something that comes in or goes out each month: in reality, or in a scenario. */
  newCashFlow: (direction: 'income' | 'expense', scenarioId?: string) =>
    `${scenarioId === undefined ? '/instances/new' : `/scenarios/${scenarioId}/instances/new`}?kind=cash_flow&direction=${direction}`,
  newScenarioInstance: (scenarioId: string) => `/scenarios/${scenarioId}/instances/new`,
  scenarioInstance: (scenarioId: string, scenarioInstanceId: string) =>
    `/scenarios/${scenarioId}/instances/${scenarioInstanceId}`,
  /**
   * What can be tried, and the questions of one such action, perhaps about a certain holding: in a scenario, or without one in a new
   * one.
   */
  tryActions: (scenarioId: string | null, of?: string | null) => about(tryPath(scenarioId), of),
  tryAction: (scenarioId: string | null, action: string, of?: string | null) =>
    about(`${tryPath(scenarioId)}/${action}`, of),
  /** The guide to one's first scenario. */
  firstScenario: '/scenarios/try?guide',
  history: '/history',
  deleted: '/deleted',
  settings: '/settings',
  help: '/help',
  helpTopic: (topic: HelpTopicId) => `/help#${topic}`,
  /** A form's page, with the cursor in one of its fields. */
  field: (path: string, key: string) => `${path}#${key}`,
} as const

const anyOrigin = 'https://app.invalid'

/**
 * Where to go after signing in. Only addresses of this app, as a browser reads them (it drops tabs, resolves dots and
 * takes a backslash for a slash): a link could otherwise send people anywhere.
 */
export function safeNext(next: string | null): string {
  if (!next?.startsWith('/') || !URL.canParse(next, anyOrigin)) return paths.home
  const { origin, pathname, search, hash } = new URL(next, anyOrigin)
  return origin === anyOrigin && !pathname.startsWith('//') ? pathname + search + hash : paths.home
}

/** The parts of a scenario's page, in the order they are shown. */
export const scenarioTabs = [
  'overview',
  'instances',
  'assumptions',
  'projections',
  'apply',
  'history',
] as const
export type ScenarioTab = (typeof scenarioTabs)[number]

export const scenarioTabLabels: Readonly<Record<ScenarioTab, string>> = {
  overview: 'Overview',
  instances: 'Investments',
  assumptions: 'Assumptions',
  projections: 'Projections',
  apply: 'Apply',
  history: 'History',
}
