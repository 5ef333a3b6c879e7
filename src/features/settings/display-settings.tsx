import { Fieldset, Input, SegmentedControl, Select, Stack } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useId, useMemo } from 'react'
import { type Preference, themes } from '#data/profiles/profiles.api.ts'
import { profileQuery, saveProfileMutation } from '#data/profiles/profiles.queries.ts'
import { ageInWords } from '#domain/calendar/age-in-words.ts'
import { usualAge } from '#domain/instances/stated-month.ts'
import { useFormat } from '#ui/format.ts'
import { HeldUp } from '#ui/loaded.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { notifyDone } from '#ui/notify.tsx'
import { currencyOptions, localeOptions } from './locale-options.ts'

const themeLabels: Record<(typeof themes)[number], string> = {
  auto: 'As the system',
  light: 'Light',
  dark: 'Dark',
}

/** Ages on offer, in months, and the one that is chosen. */
function ages(chosen: number) {
  return [...new Set([1, 3, 6, 12, 24, 60, chosen])]
    .sort((a, b) => a - b)
    .map((months) => ({ value: String(months), label: `Older than ${ageInWords(months)}` }))
}

/** How figures and screens look. Every choice is saved as it is made. */
export function DisplaySettings() {
  const themeLabel = useId()
  const query = useQuery(profileQuery)
  const { data: profile } = query
  const { currency, locale } = useFormat()
  const { mutate } = useMutation(saveProfileMutation)
  const currencies = useMemo(() => currencyOptions(locale), [locale])
  const locales = useMemo(() => localeOptions(locale), [locale])

  if (profile === undefined) return <HeldUp query={query} loading={<LoadingState rows={3} />} />
  const save = (changes: Partial<Preference>) => mutate(changes, { onSuccess: () => notifyDone('Saved.') })

  const example = new Intl.NumberFormat(locale, { style: 'currency', currency }).format(1_234_567.89)
  return (
    <Fieldset legend="Display">
      <Stack gap="md">
        <Select
          label="Currency"
          description="All amounts are in this currency. Changing it converts nothing."
          data={currencies}
          value={currency}
          allowDeselect={false}
          searchable
          onChange={(value) => value && save({ currency: value })}
        />
        <Select
          label="Numbers and dates"
          description={`An amount looks like this: ${example}`}
          data={locales}
          value={locale}
          allowDeselect={false}
          searchable
          onChange={(value) => value && save({ locale: value })}
        />
        <Select
          label="Old amounts"
          description="Amounts of investments that are older are pointed out, to be brought up to date."
          data={ages(profile?.stale_after_months ?? usualAge)}
          value={String(profile?.stale_after_months ?? usualAge)}
          allowDeselect={false}
          onChange={(value) => value && save({ stale_after_months: Number(value) })}
        />
        <Input.Wrapper label="Colours" labelElement="div" labelProps={{ id: themeLabel }}>
          <SegmentedControl
            fullWidth
            aria-labelledby={themeLabel}
            data={themes.map((theme) => ({ value: theme, label: themeLabels[theme] }))}
            value={profile?.theme ?? 'auto'}
            onChange={(theme) => save({ theme })}
          />
        </Input.Wrapper>
      </Stack>
    </Fieldset>
  )
}
