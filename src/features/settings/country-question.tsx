import { Button, Group, Paper, Radio, Select, SimpleGrid, Stack, Text } from '@mantine/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import { saveProfileMutation } from '#data/profiles/profiles.queries.ts'
import { useWrite } from '#data/writes.ts'
import { countries, countryOf, elsewhere } from '#domain/countries/countries.ts'
import { displayIn, guessCountry } from '#domain/countries/guess-country.ts'
import { knownLocale } from '#lib/known-locale.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { Page } from '#ui/page.tsx'
import { SendingForm } from '#ui/sending-form.tsx'
import { CountryFacts } from './country-facts.tsx'
import { currencyOptions } from './locale-options.ts'

/** The one question at first use. What the browser says is chosen already: whoever agrees presses Enter. */
export function CountryQuestion() {
  const { languages } = navigator
  const [code, setCode] = useState(() => guessCountry(languages).code)
  const [ownCurrency, setOwnCurrency] = useState<string | null>(null)
  const country = countryOf(code) ?? elsewhere
  const suggested = displayIn(country, languages)
  const isElsewhere = country === elsewhere
  const display = {
    currency: (isElsewhere && ownCurrency) || suggested.currency,
    locale: knownLocale(suggested.locale, ...languages),
  }
  const currencies = useMemo(() => currencyOptions('en'), [])
  const chosen = useRef<HTMLInputElement>(null)
  // Arrows choose another one, Enter goes on.
  useEffect(() => chosen.current?.focus({ preventScroll: true }), [])
  const saving = useWrite(saveProfileMutation, { failed: 'Your country was not saved' })

  return (
    <Page
      title="Where do you live?"
      description="It sets what you begin with. You can change any of it in Settings."
    >
      <Paper withBorder p={{ base: 'md', sm: 'lg' }} maw={760}>
        <SendingForm
          isSending={saving.isPending}
          onSubmit={(event) => {
            event.preventDefault()
            saving.mutate({ country: country.code, ...display })
          }}
          foot={
            <>
              {saving.error && <ErrorState error={saving.error} title={saving.failed} />}
              <Group>
                <Button type="submit" loading={saving.isPending}>
                  Continue
                </Button>
              </Group>
            </>
          }
        >
          <Radio.Group value={code} onChange={setCode} label="Country" name="country">
            <SimpleGrid cols={{ base: 2, sm: 3 }} spacing="sm" mt="xs">
              {countries.map((one) => (
                <Radio
                  key={one.code}
                  value={one.code}
                  label={one.name}
                  ref={one.code === code ? chosen : null}
                />
              ))}
            </SimpleGrid>
          </Radio.Group>
          {isElsewhere && (
            <Select
              label="Currency"
              data={currencies}
              value={display.currency}
              allowDeselect={false}
              searchable
              maw={320}
              onChange={setOwnCurrency}
            />
          )}
          <Stack gap="xs" aria-live="polite">
            <Text size="sm" fw={600}>
              What you begin with
            </Text>
            <CountryFacts country={country} display={display} />
          </Stack>
        </SendingForm>
      </Paper>
    </Page>
  )
}
