/** What a scenario adds is there already: it was created from another scenario that has it too. */

import { Anchor, Radio, Text } from '@mantine/core'
import { Link } from 'react-router-dom'
import type { PlanItem, TwinField } from '#data/shapes/plan.ts'
import { isLater, isOfInstance, isTwinField } from '#data/shapes/plan.ts'
import { ContentDifferences } from '#fields/content-differences.tsx'
import { paths } from '#lib/paths.ts'

interface TwinProps {
  item: PlanItem
  field: TwinField
}

/** Which one is meant, with the way to it. */
export function TwinDescription({ field }: Pick<TwinProps, 'field'>) {
  return (
    <>
      <Anchor
        component={Link}
        to={paths.instance(field.twin_instance_id)}
        inherit
        underline="always"
        style={{ overflowWrap: 'anywhere' }}
      >
        “{field.current.name}”
      </Anchor>{' '}
      was added to your investments from another scenario that has it too. Is it the same one?
    </>
  )
}

export function TwinOptions({ isDisabled }: { isDisabled: boolean }) {
  return (
    <>
      <Radio
        value="current"
        disabled={isDisabled}
        label="Use the one that is there"
        description="Nothing is added to your investments."
      />
      <Radio
        value="proposed"
        disabled={isDisabled}
        label="Create another one"
        description="You then have both."
      />
    </>
  )
}

export function TwinDifferences({ item, field }: TwinProps) {
  if (!isOfInstance(item)) return null
  return (
    <ContentDifferences
      kind={item.kind}
      sides={[
        { label: 'There now', content: field.current },
        { label: 'Proposed', content: field.proposed },
      ]}
    />
  )
}

/** What the answer means for the scenario, once it is worked into the plan. */
export function TwinAnswer({ planned }: { planned: PlanItem }) {
  const twin = planned.fields.find(isTwinField)
  if (!twin || twin.resolution === null || isLater(twin.resolution) || planned.action === 'create')
    return null
  return (
    <Text size="sm" mt="xs">
      {planned.action === 'discard'
        ? `The scenario has a copy of “${twin.current.name}” already, so this one leaves the scenario. What it proposes is kept in the history.`
        : `The scenario then works with “${twin.current.name}”. What differs stays proposed: you find it here next.`}
    </Text>
  )
}
