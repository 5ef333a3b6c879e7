import { describe, expect, it } from 'vitest'
import { paths } from '#lib/paths.ts'
import { allCommands, findCommands, type Places } from './commands.ts'

const places: Places = {
  instances: [
    { id: 'i2', name: 'Flat 10', kind: 'property', params: {} },
    { id: 'i1', name: 'Flat 2', kind: 'property', params: {} },
    { id: 'i3', name: 'Épargne', kind: 'cash', params: {} },
  ],
  scenarios: [{ id: 's1', name: 'Sell the flat' }],
  scenarioInView: null,
  topics: [{ label: 'How do I undo an apply?', of: 'Help', to: paths.helpTopic('undo') }],
  locale: 'en-AU',
}
const found = (search: string, from = places) =>
  findCommands(allCommands(from), search).flatMap(({ commands }) => commands.map(({ label }) => label))

describe('the command palette', () => {
  it('finds by any part of the name, whatever the order, case and accents', () => {
    expect(found('epar')).toEqual(['Épargne'])
    expect(found('FLAT sell assum')).toEqual(['Sell the flat: Assumptions'])
    expect(found('report')).toEqual(['Sell the flat: Report'])
  })

  it('finds by what a thing is', () => {
    expect(found('property flat')).toEqual(['Flat 2', 'Flat 10'])
    const rent = { id: 'i4', name: 'Rent', kind: 'cash_flow' as const, params: { direction: 'expense' } }
    const withRent = { ...places, instances: [rent] }
    expect(found('expense', withRent)).toContain('Rent')
    expect(found('income', withRent)).not.toContain('Rent')
  })

  it('shows what can be done and where one can go before anything is typed, without parts and topics', () => {
    const labels = found('')
    expect(labels).toEqual(expect.arrayContaining(['Add an income', 'Sell the flat', 'Flat 2', 'Settings']))
    expect(labels).not.toContain('Sell the flat: Apply')
    expect(labels).not.toContain('How do I undo an apply?')
  })

  it('leads to the topics of the help page', () => {
    expect(findCommands(allCommands(places), 'undo')).toEqual([{ label: 'Help', commands: places.topics }])
  })

  it('tries something in the scenario that one is in, and elsewhere in a new one', () => {
    const [first] = findCommands(allCommands(places), 'retire early')
    expect(first?.commands.map(({ to }) => to)).toEqual([paths.tryAction(null, 'retire_early')])
    const inScenario = { ...places, scenarioInView: 's1' }
    const [there] = findCommands(allCommands(inScenario), 'retire early')
    expect(there?.commands.map(({ to }) => to)).toEqual([paths.tryAction('s1', 'retire_early')])
  })

  it('leads to nothing of scenarios while they are switched off', () => {
    const off = { ...places, scenarios: null }
    expect([...found('scenario', off), ...found('history', off)]).toEqual([])
  })

  it('shows six of a group at most, and the others when they are searched for', () => {
    const many = {
      ...places,
      instances: Array.from({ length: 20 }, (_, n) => ({
        id: `${n}`,
        name: `Deposit ${n}`,
        kind: 'cash' as const,
        params: {},
      })),
    }
    expect(found('deposit', many)).toEqual([0, 1, 2, 3, 4, 5].map((n) => `Deposit ${n}`))
    expect(found('deposit 17', many)).toEqual(['Deposit 17'])
  })
})
