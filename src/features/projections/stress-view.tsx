import { Button, Modal, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Scenario } from '#data/scenarios/scenario.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { mostOwnStressTests, type OwnStressTest } from '#domain/scenarios/own-stress-tests.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { manyStyle, scenarioStyle } from './chart-lines.ts'
import { ComparisonChart } from './comparison-chart.tsx'
import type { Money } from './series.ts'
import { StressCards } from './stress-cards.tsx'
import { StressForm } from './stress-form.tsx'
import { stressQuery } from './stress-query.ts'
import { type StressOutcomes, stressOutcomes } from './stress-tests.ts'
import { useDeletingStressTest } from './use-own-stress-tests.ts'

interface StressProps {
  plan: Plan
  /** Meets the same shocks. */
  reality?: Plan
  /** Whose assumptions these are; without one they are the user's own. */
  scenario?: Scenario
  money: Money
}

/** What a plan comes to under every shock; or what there is to show meanwhile. */
function useStress({ plan, reality, money }: StressProps) {
  const { data, error } = useQuery(stressQuery(plan, reality ?? null))
  if (error) return { instead: <ErrorState error={error} title="The stress tests could not be computed" /> }
  const stress = data && stressOutcomes(data, money)
  if (!stress) return { instead: <LoadingState rows={1} height={190} label="Computing the stress tests" /> }
  return { stress }
}

/** What a scenario would survive, beside reality: rates that rise, prices that fall, tenants that leave, and shocks of the user's own. */
export function StressView(props: StressProps) {
  const { money, scenario } = props
  const { instead, stress } = useStress(props)
  if (!stress) return instead
  return (
    <Stack gap="md">
      <Explanation />
      <Tests stress={stress} scenario={scenario ?? null} />
      <ComparisonChart
        sides={[
          { key: 'planned', label: 'As planned', projection: stress.projection, style: scenarioStyle },
          ...stress.outcomes.map(({ test, projection }, index) => ({
            key: test.key,
            label: test.name,
            projection,
            style: manyStyle(index + 1),
          })),
        ]}
        row="netWorth"
        money={money}
      />
    </Stack>
  )
}

/** The same in short, for a page that shows more than this. */
export function StressSummary(props: StressProps & { title: string }) {
  const { instead, stress } = useStress(props)
  return (
    <Stack gap="xs">
      <div>
        <Title order={2} fz="h4">
          {props.title}
        </Title>
        <Explanation />
      </div>
      {stress ? <Tests stress={stress} scenario={props.scenario ?? null} /> : instead}
    </Stack>
  )
}

function Explanation() {
  return (
    <Text size="sm" c="dimmed">
      One shock at a time, from now on; everything else stays as planned, as if every year were average.
    </Text>
  )
}

/** The cards, and the way to tests of one's own. */
function Tests({ stress, scenario }: { stress: StressOutcomes; scenario: Scenario | null }) {
  // Null is a new one.
  const [edited, setEdited] = useState<OwnStressTest | null>(null)
  const [isOpen, setIsOpen] = useState(false)
  const handleDelete = useDeletingStressTest(scenario)
  const ownCount = stress.outcomes.filter(({ test }) => test.own).length
  const isFull = ownCount >= mostOwnStressTests
  function open(test: OwnStressTest | null) {
    setEdited(test)
    setIsOpen(true)
  }
  return (
    <>
      <StressCards {...stress} onEdit={open} onDelete={(test) => void handleDelete(test)} />
      <div className="no-print">
        <Button variant="default" disabled={isFull} onClick={() => open(null)}>
          Add a stress test
        </Button>
        <Text size="sm" c="dimmed" mt={4}>
          {isFull
            ? `There is room for ${mostOwnStressTests} of your own: delete one to add another.`
            : 'A shock of your own, such as a crash in a year that worries you. It is kept for all your scenarios.'}
        </Text>
      </div>
      <Modal
        opened={isOpen}
        onClose={() => setIsOpen(false)}
        title={edited ? `Stress test “${edited.name}”` : 'A stress test of your own'}
        closeOnClickOutside={false}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <StressForm began={edited} scenario={scenario} onClose={() => setIsOpen(false)} />
      </Modal>
    </>
  )
}
