import { Anchor, Button, Group, NativeSelect, Paper, Select, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router-dom'
import type { FieldDefinition } from '#domain/instances/types.ts'
import { goalOf } from '#domain/projection/goal.ts'
import type { Plan } from '#domain/projection/plan.ts'
import type { Question } from '#domain/projection/solve/solve.ts'
import type { SolveTarget } from '#domain/projection/solve/target.ts'
import { solvableFigures } from '#domain/projection/solve/unknowns.ts'
import { type Draft, draftValue, problemOf } from '#fields/drafts.ts'
import { FieldInput } from '#fields/field-input.tsx'
import { paths } from '#lib/paths.ts'
import { useFormat } from '#ui/format.ts'
import { Loaded } from '#ui/loaded.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { solveQuery } from './solve-query.ts'
import { answerWords, figureLabel, targetText } from './solve-words.ts'

const share: FieldDefinition = {
  key: 'share',
  type: 'percent',
  min: 1,
  max: 99,
  required: true,
  default: null,
  label: 'In how many futures',
  help: 'Of 100 simulated futures.',
  group: '',
}
const amount: FieldDefinition = {
  key: 'amount',
  type: 'money',
  min: 1,
  max: 1e12,
  required: true,
  default: null,
  label: 'Net worth at the end',
  help: 'In today’s money.',
  group: '',
}

interface SolveViewProps {
  plan: Plan
  /** Null where there is none beside the plan. */
  reality: Plan | null
  assumptionsPath: string
  /** Where a holding is edited. */
  holdingPath: (instanceId: string) => string
}

/** Asks of one figure what it must be for the goal, for an amount, or to be as good as reality. */
export function SolveView({ plan, reality, assumptionsPath, holdingPath }: SolveViewProps) {
  const format = useFormat()
  const figures = solvableFigures(plan)
  const hasGoal = goalOf(plan) !== null
  const [chosen, setChosen] = useState<string | null>(null)
  const [wanted, setWanted] = useState<SolveTarget['for']>(
    hasGoal ? 'goal_chance' : reality ? 'as_reality' : 'amount',
  )
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft>>>({ share: 80 })
  const [isLeft, setLeft] = useState(false)
  const [asked, setAsked] = useState<{ key: string; target: SolveTarget } | null>(null)
  const keyOf = ({ instanceId, key }: (typeof figures)[number]) => `${instanceId ?? ''} ${key}`
  const figure = figures.find((one) => keyOf(one) === chosen)
  // As it is now in the plan, which may have changed since.
  const askedFigure = figures.find((one) => keyOf(one) === asked?.key)
  const input = wanted === 'goal_chance' ? share : wanted === 'amount' ? amount : null
  const problem = input && problemOf(input, drafts[input.key], format)
  const find = () => {
    setLeft(true)
    if (!figure || problem) return
    const typed = Number(input && draftValue(drafts[input.key]))
    setAsked({ key: keyOf(figure), target: targetOf(wanted, typed) })
  }
  return (
    <Paper component="section" withBorder p={{ base: 'sm', sm: 'md' }} aria-label="What must be true">
      <Stack gap="sm">
        <div>
          <Title order={2} fz="h4">
            What must be true
          </Title>
          <Text size="sm" c="dimmed">
            Finds the one figure, all others staying as they are, with which the plan does what you ask of it.
          </Text>
        </div>
        <form
          className="no-print"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            find()
          }}
        >
          <Group gap="sm" align="flex-start">
            <Select
              label="Figure"
              placeholder="Choose one"
              data={figures.map((one) => ({ value: keyOf(one), label: figureLabel(one) }))}
              value={figure ? chosen : null}
              onChange={setChosen}
              error={isLeft && !figure ? 'Choose the figure to find.' : null}
              searchable
              selectFirstOptionOnChange
              nothingFoundMessage="No figure of that name"
              style={{ flex: '2 1 16rem' }}
            />
            <NativeSelect
              label="So that it is enough to"
              value={wanted}
              onChange={(event) => setWanted(event.currentTarget.value as SolveTarget['for'])}
              data={[
                ...(hasGoal ? [{ value: 'goal_chance', label: 'reach the goal' }] : []),
                { value: 'amount', label: 'end with an amount' },
                ...(reality ? [{ value: 'as_reality', label: 'end with as much as reality' }] : []),
              ]}
              style={{ flex: '1 1 12rem' }}
            />
            {input && (
              <div style={{ flex: '1 1 12rem' }}>
                <FieldInput
                  field={input}
                  draft={drafts[input.key] ?? ''}
                  error={isLeft ? problem : null}
                  caution={null}
                  onChange={(key, draft) => setDrafts((before) => ({ ...before, [key]: draft }))}
                  onBlur={() => setLeft(true)}
                />
              </div>
            )}
          </Group>
          <Group mt="sm" gap="sm">
            <Button type="submit">Find it</Button>
            {!hasGoal && (
              <Text size="sm" c="dimmed">
                <Anchor
                  component={Link}
                  to={paths.field(assumptionsPath, 'goal_amount')}
                  underline="always"
                  fz="inherit"
                >
                  Set a goal
                </Anchor>{' '}
                to ask for a chance of reaching it.
              </Text>
            )}
          </Group>
        </form>
        {asked && askedFigure && (
          <Solved
            question={{ plan, reality, figure: askedFigure, target: asked.target }}
            path={paths.field(
              askedFigure.instanceId === null ? assumptionsPath : holdingPath(askedFigure.instanceId),
              askedFigure.key,
            )}
          />
        )}
      </Stack>
    </Paper>
  )
}

function targetOf(wanted: SolveTarget['for'], typed: number): SolveTarget {
  switch (wanted) {
    case 'goal_chance':
      return { for: wanted, share: typed / 100 }
    case 'amount':
      return { for: wanted, amount: typed }
    case 'as_reality':
      return { for: wanted }
  }
}

interface SolvedProps {
  question: Question
  /** Where the figure is changed. */
  path: string
}

function Solved({ question, path }: SolvedProps) {
  const format = useFormat()
  const query = useQuery(solveQuery(question))
  return (
    <Loaded
      query={query}
      failed="This could not be worked out"
      loading={<LoadingState label="Trying values" rows={1} height={64} />}
    >
      {(answer) => {
        const { headline, details } = answerWords(answer, question, format)
        return (
          <div role="status">
            <Text size="sm" c="dimmed">
              <Anchor component={Link} to={path} c="inherit" fz="inherit" underline="always">
                {figureLabel(question.figure)}
              </Anchor>
              , to {targetText(question.target, format)}:
            </Text>
            <Text fw={650} fz="lg">
              {headline}
            </Text>
            <Text size="sm" c="dimmed">
              {details.join(' ')}
            </Text>
          </div>
        )
      }}
    </Loaded>
  )
}
