import { Button, Fieldset, Group, List, Modal, Select, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Profile } from '#data/profiles/profiles.api.ts'
import { profileQuery, saveProfileMutation } from '#data/profiles/profiles.queries.ts'
import { useWrite } from '#data/writes.ts'
import { changeOfCountry } from '#domain/countries/change-of-country.ts'
import { countries, countryOf } from '#domain/countries/countries.ts'
import type { Country } from '#domain/countries/country.ts'
import { formatFieldValue } from '#domain/instances/format.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { useFormat } from '#ui/format.ts'
import { HeldUp } from '#ui/loaded.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { notifyDone } from '#ui/notify.tsx'
import { SendingForm } from '#ui/sending-form.tsx'
import { useHasUnsavedWork } from '#ui/unsaved-work.ts'
import { CountryFacts } from './country-facts.tsx'

const options = countries.map(({ code, name }) => ({ value: code, label: name }))

/** Where one lives, to be changed after a look at what that changes. */
export function CountrySettings() {
  const query = useQuery(profileQuery)
  const { data: profile } = query
  const [wanted, setWanted] = useState<Country | null>(null)
  const hasUnsavedWork = useHasUnsavedWork()
  if (!profile) return <HeldUp query={query} loading={<LoadingState rows={1} />} />
  const country = countryOf(profile.country)
  return (
    <Fieldset legend="Country">
      <Stack gap="md">
        <Select
          label="Where you live"
          description={
            hasUnsavedWork
              ? 'Save or cancel what you have typed below first: other defaults would change it.'
              : 'Decides what you begin with: currency, tax, inflation, and whether rents are a week or a month. You see what changes before it does.'
          }
          data={options}
          value={country?.code ?? null}
          placeholder="Not chosen yet: as in Australia"
          allowDeselect={false}
          searchable
          disabled={hasUnsavedWork}
          onChange={(code) => code !== country?.code && setWanted(countryOf(code))}
        />
        {country && <CountryFacts country={country} display={profile} />}
      </Stack>
      <Modal
        opened={wanted !== null}
        onClose={() => setWanted(null)}
        title={`Begin from the defaults of ${wanted?.name}?`}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {wanted && <ChangeQuestion profile={profile} to={wanted} onClose={() => setWanted(null)} />}
      </Modal>
    </Fieldset>
  )
}

interface ChangeQuestionProps {
  profile: Profile
  to: Country
  onClose: () => void
}

/** What another country changes and what stays, before it does. */
function ChangeQuestion({ profile, to, onClose }: ChangeQuestionProps) {
  const format = useFormat()
  const saving = useWrite(saveProfileMutation, {
    failed: 'Your country was not changed',
    onSuccess: () => notifyDone(`Saved. What you have not set yourself is as in ${to.name}.`),
    onSuccessHere: onClose,
  })
  const now = { ...profile, country: countryOf(profile.country) }
  const { display, assumptions, kept } = changeOfCountry(now, to, navigator.languages)
  const stays = [
    ...(display.currency === to.currency ? [] : [`Currency ${display.currency}`]),
    ...(display.locale === to.locale ? [] : [`Numbers and dates as in ${display.locale}`]),
    ...kept.map(({ label }) => label),
  ]
  return (
    <SendingForm
      isSending={saving.isPending}
      onSubmit={(event) => {
        event.preventDefault()
        saving.mutate({ country: to.code, ...display })
      }}
      foot={
        <>
          {saving.error && <ErrorState error={saving.error} title={saving.failed} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={saving.isPending}>
              Change country
            </Button>
          </Group>
        </>
      }
    >
      <Text size="sm">
        Reality and your scenarios are calculated anew. No amount is converted, and nothing you have entered
        changes.
      </Text>
      <List size="sm" spacing={4}>
        {display.currency !== profile.currency && (
          <List.Item>
            Currency: {profile.currency} becomes {display.currency}
          </List.Item>
        )}
        {display.locale !== profile.locale && (
          <List.Item>
            Numbers and dates: {profile.locale} becomes {display.locale}
          </List.Item>
        )}
        {(now.country?.rentPeriod ?? 'week') !== to.rentPeriod && (
          <List.Item>Rents are typed and shown a {to.rentPeriod}</List.Item>
        )}
        {assumptions.map(({ field, before, after }) => (
          <List.Item key={field.key}>
            {field.label}: {formatFieldValue(field, before, format)} becomes{' '}
            {formatFieldValue(field, after, format)}
          </List.Item>
        ))}
      </List>
      {stays.length > 0 && (
        <Text size="sm">As you have set them yourself, these stay as they are: {stays.join(', ')}.</Text>
      )}
    </SendingForm>
  )
}
