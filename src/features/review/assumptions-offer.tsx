import { Checkbox, Paper, Stack, Text, Title } from '@mantine/core'
import { titleOf } from '#domain/changes/sentence.ts'
import { FieldValue } from '#fields/field-value.tsx'
import { counted } from '#lib/counted.ts'
import { cutText } from '#lib/cut-text.ts'
import type { OwnAssumption } from './use-own-assumptions.ts'

interface AssumptionsOfferProps {
  own: readonly OwnAssumption[]
  /** Decisions that are to become defaults. */
  chosen: readonly string[]
  isDisabled: boolean
  onChoose: (decisions: readonly string[]) => void
}

/** What the scenario assumes otherwise stays in it; each decision can be made the user's default in the same step. */
export function AssumptionsOffer({ own, chosen, isDisabled, onChoose }: AssumptionsOfferProps) {
  if (own.length === 0) return null
  const keys = own.map(({ decision }) => decision)
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
        {own.map((one) => (
          <Checkbox
            key={one.decision}
            label={`Make “${nameOf(one)}” my default`}
            description={<Values of={one} />}
            checked={chosen.includes(one.decision)}
            disabled={isDisabled}
            onChange={(event) =>
              onChoose(
                keys.filter((key) =>
                  key === one.decision ? event.currentTarget.checked : chosen.includes(key),
                ),
              )
            }
          />
        ))}
        <Text size="sm" role="status">
          {chosen.length > 0 && whoFollows(own.filter(({ decision }) => chosen.includes(decision)))}
        </Text>
      </Stack>
    </Paper>
  )
}

/** "Inflation", or of several fields that are one decision "Household account". */
function nameOf({ decision, fields }: OwnAssumption): string {
  return fields.length === 1 ? (fields[0]?.definition.label ?? decision) : titleOf(decision)
}

function Values({ of: { fields } }: { of: OwnAssumption }) {
  const [only, ...others] = fields
  if (only && others.length === 0)
    return (
      <>
        Your default now: <FieldValue definition={only.definition} value={only.byDefault} />. In this
        scenario: <FieldValue definition={only.definition} value={only.here} fw={650} />.
      </>
    )
  return fields.map(({ field, definition, byDefault, here }) => (
    <span key={field} style={{ display: 'block' }}>
      {definition.label}: <FieldValue definition={definition} value={byDefault} /> now, in this scenario{' '}
      <FieldValue definition={definition} value={here} fw={650} />
    </span>
  ))
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
