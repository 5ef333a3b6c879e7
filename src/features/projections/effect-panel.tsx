import { Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { type Plan, PlanError } from '#domain/projection/plan.ts'
import { FiguresPanel } from '#fields/figures-panel.tsx'
import type { Typed } from '#fields/typed.ts'
import { paths } from '#lib/paths.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { AdviceNote } from './advice-note.tsx'
import { useEditedOutlook } from './edited-outlook.ts'
import { Effect, EffectChart, realSides, Said, Summary, sidesOf, type TypedPlans } from './effect-figures.tsx'
import { planErrorWords } from './plan-error-words.ts'

interface EffectPanelProps {
  /** Null: it is not there yet, or reality itself is typed. */
  scenarioId: string | null
  scenario?: Scenario | undefined
  /** Reality itself is typed, and compared with what is saved. */
  isOfReality?: boolean
  /** Undefined while they are not known, or nothing is typed that could be saved. */
  plans: TypedPlans | undefined
  /** The scenario without what is typed, where what that makes of it is said too. */
  before?: Plan | undefined
  error: Error | null
  retry: () => void
  isFetching: boolean
  typed: Pick<Typed<unknown>, 'problem' | 'sliders'>
  /** The form is of assumptions, and says what is assumed of the law. */
  isLawSaid?: boolean
  below?: ReactNode
}

/** Beside a form: what the whole of a scenario, or of reality, would come to, before anything is saved. */
export function EffectPanel(props: EffectPanelProps) {
  const { scenarioId, scenario, isOfReality = false, plans, before, typed, below, retry, isFetching } = props
  const { shown, isRunning, error: failed } = useEditedOutlook(plans)
  const isEmpty =
    plans !== undefined && plans.scenario.instances.length + plans.reality.instances.length === 0
  const error = props.error ?? failed
  const sides = isOfReality ? realSides : sidesOf(scenario)
  const content = error ? (
    <ErrorState
      error={error}
      title="What it would mean could not be worked out"
      {...(error instanceof PlanError && plans ? { words: planErrorWords(error, plans.scenario) } : {})}
      {...(props.error && { onRetry: retry, isRetrying: isFetching })}
    />
  ) : isEmpty ? (
    <Text size="sm" c="dimmed">
      There is nothing yet that could be projected.
    </Text>
  ) : shown ? (
    <Effect
      shown={shown}
      before={before}
      scenarioId={scenarioId}
      sides={sides}
      isOld={typed.problem !== null}
    />
  ) : (
    <Text size="sm" c="dimmed">
      {plans ? '…' : 'It shows here as soon as what is typed can be saved.'}
    </Text>
  )
  return (
    <FiguresPanel
      label="What it would mean"
      summary={
        shown && !error && !isEmpty ? (
          <Summary shown={shown} sides={sides} isOld={typed.problem !== null} />
        ) : (
          'What it would mean'
        )
      }
    >
      <Stack gap="sm" p="md">
        <div>
          <Title order={2} fz="md">
            What it would mean
          </Title>
          <Text size="xs" c="dimmed">
            {sides.of}
          </Text>
        </div>
        {typed.problem !== null && shown && (
          <Text size="sm" c="var(--mantine-color-error)">
            What is typed cannot be saved as it stands. The figures are those before it.
          </Text>
        )}
        {content}
        {typed.sliders}
        {shown && !isEmpty && !error && <EffectChart plans={shown.plans} sides={sides} />}
        {plans && !isEmpty && (
          <AdviceNote
            plans={[plans.scenario]}
            isLawSaid={props.isLawSaid ?? false}
            assumptionsPath={
              scenarioId === null ? paths.settings : paths.scenarioTab(scenarioId, 'assumptions')
            }
          />
        )}
      </Stack>
      {below}
      {shown && (
        <Said
          shown={shown}
          sides={sides}
          isReady={!isRunning && !shown.isProvisional && typed.problem === null}
        />
      )}
    </FiguresPanel>
  )
}
