import { Alert, Button, Group, Text } from '@mantine/core'
import { IconSeedling } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { instancesQuery } from '#data/instances/instances.queries.ts'
import { namesOfSample } from '#data/sample/sample-requests.ts'
import { scenariosQuery } from '#data/scenarios/scenarios.queries.ts'
import { useSample } from './use-sample.ts'

/** Goes on with a sample of which this tab has loaded a part; nothing where there is none. */
export function SampleRest() {
  const { begun, load, isLoading, forget } = useSample()
  const { data: instances } = useQuery(instancesQuery)
  const { data: scenarios } = useQuery(scenariosQuery)
  const [isLeft, setIsLeft] = useState(false)
  if (!begun || !instances || !scenarios || isLoading || isLeft) return null
  const names = namesOfSample(begun)
  // Nothing of it is there: the button that loads it goes on.
  if (!areAmong(names.instances, instances)) return null
  if (areAmong(names.scenarios, scenarios)) return null
  return (
    <Alert
      color="yellow"
      icon={<IconSeedling aria-hidden />}
      title="The sample portfolio is loaded in part"
      className="no-print"
    >
      <Group justify="space-between" gap="sm">
        <Text size="sm" style={{ flex: '1 1 18rem' }}>
          {names.scenarios.some((name) => areAmong([name], scenarios))
            ? 'Its investments are here, and only the first of its scenarios.'
            : 'Its investments are here, its scenarios are not.'}
        </Text>
        <Group gap="xs">
          <Button size="xs" onClick={load}>
            Load the rest
          </Button>
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              forget()
              setIsLeft(true)
            }}
          >
            Leave it at that
          </Button>
        </Group>
      </Group>
    </Alert>
  )
}

function areAmong(names: readonly string[], rows: readonly { readonly name: string }[]): boolean {
  const known = new Set(rows.map(({ name }) => name))
  return names.every((name) => known.has(name))
}
