import { Group, SimpleGrid, Text, UnstyledButton } from '@mantine/core'
import { Link } from 'react-router-dom'
import { catalogue, instanceKinds } from '#domain/instances/catalogue.ts'
import type { InstanceKind } from '#domain/instances/types.ts'
import classes from './kind-choice.module.css'
import { KindIcon } from './kind-icon.tsx'

/** The first step of adding something: which kind it is. */
export function KindChoice({ hrefFor }: { hrefFor: (kind: InstanceKind) => string }) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
      {instanceKinds.map((kind) => (
        <UnstyledButton
          key={kind}
          component={Link}
          to={hrefFor(kind)}
          className={classes.choice ?? ''}
          p="lg"
        >
          <Group wrap="nowrap" align="flex-start">
            <KindIcon kind={kind} size={44} />
            <div>
              <Text fw={650}>{catalogue[kind].label}</Text>
              <Text size="sm" c="dimmed">
                {catalogue[kind].description}
              </Text>
            </div>
          </Group>
        </UnstyledButton>
      ))}
    </SimpleGrid>
  )
}
