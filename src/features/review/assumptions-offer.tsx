import { Checkbox, Paper, Stack, Text, Title } from '@mantine/core'
import { FieldValue } from '#fields/field-value.tsx'
import { counted } from '#lib/counted.ts'
import { cutText } from '#lib/cut-text.ts'
import type { OwnAssumption } from './use-own-assumptions.ts'

interface AssumptionsOfferProps {
  own: readonly OwnAssumption[]
  /** Keys that are to become defaults. */
  chosen: readonly string[]
  isDisabled: boolean
  onChoose: (keys: readonly string[]) => void
}

/** What the scenario assumes otherwise stays in it; each can be made the user's default in the same step. */
export function AssumptionsOffer({ own, chosen, isDisabled, onChoose }: AssumptionsOfferProps) {
  if (own.length === 0) return null
  const keys = own.map(({ definition }) => definition.key)
  return (
    <Paper withBorder p={{ base: 'sm', sm: 'md' }} component="section" aria-labelledby="own-assumptions">
      <Stack gap="sm">
        <div>
          <Title order={2} fz="h4" id="own-assumptions">
            Assumptions of this scenario
          </Title>
          <Text size="sm" c="dimmed" maw="44rem">
            They stay in it: applying leaves your defaults as they are. What you make your default holds for
            reality too, and for every scenario without a value of its own.
          </Text>
        </div>
        {own.length > 1 && (
          <Checkbox
            label="Make all of them my defaults"
            checked={chosen.length === keys.length}
            indeterminate={chosen.length > 0 && chosen.length < keys.length}
            disabled={isDisabled}
            onChange={() => onChoose(chosen.length < keys.length ? keys : [])}
          />
        )}
        {own.map(({ definition, byDefault, here }) => (
          <Checkbox
            key={definition.key}
            label={`Make “${definition.label}” my default`}
            description={
              <>
                Your default now: <FieldValue definition={definition} value={byDefault} />. In this scenario:{' '}
                <FieldValue definition={definition} value={here} fw={650} />.
              </>
            }
            checked={chosen.includes(definition.key)}
            disabled={isDisabled}
            onChange={(event) =>
              onChoose(
                keys.filter((key) =>
                  key === definition.key ? event.currentTarget.checked : chosen.includes(key),
                ),
              )
            }
          />
        ))}
        <Text size="sm" role="status">
          {chosen.length > 0 && whoFollows(own.filter(({ definition }) => chosen.includes(definition.key)))}
        </Text>
      </Stack>
    </Paper>
  )
}

/** "Reality and 2 other scenarios will be projected with that: Sell, Keep." */
function whoFollows(chosen: readonly OwnAssumption[]): string {
  const names = [...new Set(chosen.flatMap(({ followers }) => followers))]
  if (names.length === 0)
    return 'Reality will be projected with that; no other scenario follows your default there.'
  const named = names.slice(0, 5).map((name) => cutText(name, 40))
  const rest = names.length > named.length ? ` and ${names.length - named.length} more` : ''
  return `Reality and ${counted(names.length, 'other scenario')} will be projected with that: ${named.join(', ')}${rest}.`
}
