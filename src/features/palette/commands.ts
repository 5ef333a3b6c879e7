/** Where the command palette can lead, and how it is searched. */
import { actionIds, actionNames } from '#domain/actions/action-names.ts'
import { kindLabelOf } from '#domain/instances/summary.ts'
import type { InstanceKind, Params } from '#domain/instances/types.ts'
import { comparingText } from '#lib/by-name.ts'
import { paths, scenarioTabLabels, scenarioTabs } from '#lib/paths.ts'
import { hasWords } from '#lib/search-words.ts'

export interface Command {
  readonly label: string
  /** What it is, or of what, in a few words. */
  readonly of: string
  readonly to: string
}

export interface CommandGroup {
  readonly label: string
  readonly commands: readonly Command[]
}

/** As much of the app as there is to go to. */
export interface Places {
  readonly instances: readonly {
    readonly id: string
    readonly name: string
    readonly kind: InstanceKind
    readonly params: Params
  }[]
  /** Null while scenarios are switched off. */
  readonly scenarios: readonly { readonly id: string; readonly name: string }[] | null
  /** The scenario that one is in, in which something is tried; elsewhere it is tried in a new one. */
  readonly scenarioInView: string | null
  readonly topics: readonly Command[]
  readonly locale: string
}

const page = (label: string, to: string): Command => ({ label, of: 'Pages', to })
const deed = (label: string, to: string): Command => ({ label, of: 'Do', to })

/** Everything, in groups: what is done first, then where one can go. */
export function allCommands(places: Places): CommandGroup[] {
  const { instances, scenarios, scenarioInView, topics, locale } = places
  const inOrder = comparingText(locale)
  const byLabel = (a: Command, b: Command) => inOrder(a.label, b.label)
  return [
    {
      label: 'Do',
      commands: [
        deed('Add an investment', paths.newInstance),
        deed('Add an income', paths.newCashFlow('income')),
        deed('Add an expense', paths.newCashFlow('expense')),
        deed('Update amounts', paths.updateAmounts),
        ...(scenarios
          ? [
              deed('Create a scenario', paths.createScenario),
              deed('Compare scenarios', paths.compareScenarios([])),
            ]
          : []),
      ],
    },
    {
      label: 'Scenarios',
      commands: (scenarios ?? [])
        .map(({ id, name }) => ({ label: name, of: 'Scenarios', to: paths.scenario(id) }))
        .sort(byLabel),
    },
    {
      label: 'Investments',
      commands: instances
        .map(({ id, name, kind, params }) => ({
          label: name,
          of: kindLabelOf(kind, params),
          to: paths.instance(id),
        }))
        .sort(byLabel),
    },
    {
      label: 'Pages',
      commands: [
        page('Overview', paths.home),
        page('Investments', paths.instances),
        ...(scenarios ? [page('Scenarios', paths.scenarios), page('History', paths.history)] : []),
        page('Recently deleted', paths.deleted),
        page('Settings', paths.settings),
        page('Help', paths.help),
      ],
    },
    {
      label: 'Try something',
      commands: scenarios
        ? actionIds.map((id) => ({
            label: actionNames[id].label,
            of: 'Try something',
            to: paths.tryAction(scenarioInView, id),
          }))
        : [],
    },
    { label: 'Parts of scenarios', commands: (scenarios ?? []).flatMap(partsOf).sort(byLabel) },
    { label: 'Help', commands: topics },
  ]
}

function partsOf({ id, name }: { readonly id: string; readonly name: string }): Command[] {
  const part = (label: string, to: string) => ({ label: `${name}: ${label}`, of: 'Scenario', to })
  const tabs = scenarioTabs.filter((tab) => tab !== 'overview')
  return [
    ...tabs.map((tab) => part(scenarioTabLabels[tab], paths.scenarioTab(id, tab))),
    part('Report', paths.scenarioReport(id)),
  ]
}

/** What only somebody who searches wants to see. */
const foundOnly: readonly string[] = ['Try something', 'Parts of scenarios', 'Help']

/** As many of a group as fit beside the others; a search finds the rest. */
const mostOfGroup = 6

/** What has every word of the search; without one, the first of each group. */
export function findCommands(groups: readonly CommandGroup[], search: string): CommandGroup[] {
  const words = search.trim()
  return groups
    .filter(({ label }) => words !== '' || !foundOnly.includes(label))
    .map(({ label, commands }) => ({
      label,
      commands: commands
        .filter((command) => hasWords(`${command.label} ${command.of}`, words))
        .slice(0, mostOfGroup),
    }))
    .filter(({ commands }) => commands.length > 0)
}
