/** Writing what an action comes to, as one decision. */
import { useMemo, useRef, useState } from 'react'
import { useNavigate } from 'react-router-dom'
import { isFailure, mayBeCarriedOut } from '#data/errors.ts'
import type { ScenarioInstance } from '#data/scenario-instances/scenario-instance.ts'
import {
  takeBackStepsMutation,
  writeDecisionMutation,
} from '#data/scenario-instances/scenario-instances.mutations.ts'
import type { Decision, WrittenStep } from '#data/scenario-instances/write-decision.ts'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { useCarryOut, useWrite } from '#data/writes.ts'
import type { Edits } from '#domain/actions/edits.ts'
import { useGuide } from '#lib/guide.ts'
import { paths } from '#lib/paths.ts'
import { useRequestIds } from '#lib/request-ids.ts'
import { notifyDone } from '#ui/notify.tsx'
import { useUnsavedChanges } from '#ui/unsaved-changes.ts'
import { AddedRequests } from './added-requests.ts'

/**
 * What stands of attempts so far, and the rows to decide on: all of the scenario but what an attempt that failed has added, which is
 * still what is proposed. Where it is not known what an attempt has written, they stay as they were then: the same is proposed, and
 * another attempt finds out.
 */
export function useAttempts(all: readonly ScenarioInstance[]) {
  const steps = useRef<readonly WrittenStep[]>([])
  const [stands, setStands] = useState(steps.current)
  const [kept, setKept] = useState<readonly ScenarioInstance[] | null>(null)
  const now = useMemo(() => all.filter(({ id }) => !isAddedBy(stands, id)), [all, stands])
  return {
    rows: kept ?? now,
    steps,
    /** `decidedOn` are the rows of the attempt. */
    onFailed: (error: Error, decidedOn: readonly ScenarioInstance[]) => {
      setStands(steps.current)
      if (mayBeCarriedOut(error)) setKept(decidedOn)
      else if (isFailure(error, 'conflict', 'not_found')) setKept(null)
    },
    /** What stands, in words. */
    written: [...new Set(stands.map(nameOf))],
  }
}

function nameOf(step: WrittenStep): string {
  return step.of === 'assumptions' ? 'the assumptions' : `“${step.after.name}”`
}

/** Copies are there as reality is: they are part of what is decided on. */
function isAddedBy(steps: readonly WrittenStep[], id: string): boolean {
  return steps.some(
    (step) =>
      step.of === 'row' &&
      step.before === null &&
      step.after.id === id &&
      step.after.source_instance_id === null,
  )
}

interface DecidingOptions {
  /** What is decided, in a few words. */
  label: string
  scenario: Scenario | null
  /** The scenario that is created where there is none yet, as far as it is known. */
  created: { readonly name: string; readonly instanceIds: readonly string[] }
  attempts: ReturnType<typeof useAttempts>
  isDirty: boolean
  /** A scenario has been created, and what follows in it failed. */
  onBegun: (scenario: Scenario) => void
}

/** Where it fails on the way, what is written stands and is said, and another attempt goes on from there. */
export function useDeciding({ label, scenario, created, attempts, isDirty, onBegun }: DecidingOptions) {
  const { rows, steps, onFailed } = attempts
  const navigate = useNavigate()
  const guide = useGuide()
  const carryOut = useCarryOut()
  const scenarioRequest = useRequestIds()
  const [addedRequests] = useState(() => new AddedRequests())
  const decidedOn = useRef(rows)
  const { release } = useUnsavedChanges(isDirty)
  const { mutate, ...attempt } = useWrite(writeDecisionMutation, {
    failed: (error) =>
      mayBeCarriedOut(error) ? 'It is not known whether it was written' : 'It was not written',
    onSuccess: ({ name }) =>
      notifyDone(`${label}: written into “${name}”.`, {
        onUndo: () => void carryOut(takeBackStepsMutation, steps.current, 'It was not taken back'),
      }),
    onSuccessHere: ({ id }) => {
      release()
      navigate(guide.keep(paths.scenario(id)))
    },
    onError: (error) => {
      const begun = steps.current.find((step) => step.of === 'scenario')
      if (begun) onBegun(begun.after)
      onFailed(error, decidedOn.current)
    },
  })
  const decide = (edits: Edits) => {
    decidedOn.current = rows
    const input: Decision = {
      scenario: scenario ?? { ...created, requestId: scenarioRequest.for(created) },
      ...{ rows, edits, ...addedRequests.for(edits) },
      onWritten: (step) => {
        steps.current = [...steps.current, step]
      },
      onDropped: (id) => {
        steps.current = steps.current.filter((step) => step.of !== 'row' || step.after.id !== id)
      },
    }
    mutate(input)
  }
  return { ...attempt, decide }
}
