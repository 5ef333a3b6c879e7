/**
 * The user's own stress tests. They are kept with their own assumptions and so shown with every scenario, but for one that
 * has brought some of its own.
 */
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { profileQuery, saveAssumptionsMutation } from '#data/profiles/profiles.queries.ts'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { updateScenarioMutation } from '#data/scenarios/scenarios.mutations.ts'
import { scenarioQuery } from '#data/scenarios/scenarios.queries.ts'
import { type Attempt, useCarryOut, useWrite } from '#data/writes.ts'
import type { Params } from '#domain/instances/types.ts'
import {
  type OwnStressTest,
  readOwnStressTests,
  writeOwnStressTests,
} from '#domain/scenarios/own-stress-tests.ts'
import { notifyDone } from '#ui/notify.tsx'

/** One in the place of another, at the end (without one to replace), or away (without one to put). */
interface Placing {
  readonly test: OwnStressTest | null
  readonly replaced: OwnStressTest | null
}

const isSame = (first: OwnStressTest, second: OwnStressTest | null) =>
  second !== null && writeOwnStressTests([first]) === writeOwnStressTests([second])

function placed(assumptions: Params, { test, replaced }: Placing): Params {
  const { stress_tests, ...others } = assumptions
  const tests = readOwnStressTests(stress_tests)
  const place = tests.findIndex((one) => isSame(one, replaced))
  const changed =
    place < 0 ? [...tests, ...(test ? [test] : [])] : tests.toSpliced(place, 1, ...(test ? [test] : []))
  const text = writeOwnStressTests(changed)
  return text === null ? others : { ...others, stress_tests: text }
}

/** What is to be written over what is known now, so that a test that was added meanwhile is not lost. */
function writingOf(client: QueryClient, scenario: Scenario | null, placing: Placing) {
  const now = scenario && (client.getQueryData(scenarioQuery(scenario.id).queryKey) ?? scenario)
  if (now?.assumptions.stress_tests !== undefined)
    return { ofScenario: { began: now, changes: { assumptions: placed(now.assumptions, placing) } } }
  const began = client.getQueryData(profileQuery.queryKey) ?? null
  return { ofUser: { began, assumptions: placed(began?.assumptions ?? {}, placing) } }
}

export interface SavingStressTest extends Attempt {
  readonly save: (test: OwnStressTest, replaced: OwnStressTest | null) => void
}

/** Saves a new or a changed test from the form that stays open until it is. */
export function useSavingStressTest(scenario: Scenario | null, onSaved: () => void): SavingStressTest {
  const client = useQueryClient()
  const start = {
    failed: 'The stress test was not saved',
    onSuccess: () => notifyDone('The stress test is saved.'),
    onSuccessHere: onSaved,
  }
  const ofUser = useWrite(saveAssumptionsMutation, start)
  const ofScenario = useWrite(updateScenarioMutation, start)
  const save = (test: OwnStressTest, replaced: OwnStressTest | null) => {
    const writing = writingOf(client, scenario, { test, replaced })
    if (writing.ofUser) ofUser.mutate(writing.ofUser)
    else ofScenario.mutate(writing.ofScenario)
  }
  const { isPending, error, failed } = ofScenario.error || ofScenario.isPending ? ofScenario : ofUser
  return { save, isPending, error, failed }
}

/** Deletes a test, and puts it back when asked to. */
export function useDeletingStressTest(scenario: Scenario | null) {
  const client = useQueryClient()
  const carryOut = useCarryOut()
  const place = (placing: Placing, failed: string) => {
    const writing = writingOf(client, scenario, placing)
    return writing.ofUser
      ? carryOut(saveAssumptionsMutation, writing.ofUser, failed)
      : carryOut(updateScenarioMutation, writing.ofScenario, failed)
  }
  return async (test: OwnStressTest) => {
    const answer = await place({ test: null, replaced: test }, `“${test.name}” was not deleted`)
    if (answer === null) return
    notifyDone(`“${test.name}” is deleted.`, {
      onUndo: () => void place({ test, replaced: null }, `“${test.name}” was not put back`),
    })
  }
}
