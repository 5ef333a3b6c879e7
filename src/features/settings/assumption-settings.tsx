import { Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { instancesQuery } from '#data/instances/instances.queries.ts'
import { defaultsOfProfile } from '#data/profiles/assumed.ts'
import { profileQuery, saveAssumptionsMutation } from '#data/profiles/profiles.queries.ts'
import { countryOf } from '#domain/countries/countries.ts'
import { assumptionsOf } from '#domain/countries/country.ts'
import { realHoldings } from '#domain/merge/carry-out.ts'
import { AssumptionsEditor } from '#editing/assumptions-editor.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { LoadingState } from '#ui/loading-state.tsx'

/** The user's own assumptions: they hold for reality, and for every scenario that does not say otherwise. */
export function AssumptionSettings() {
  const profile = useQuery(profileQuery)
  const instances = useQuery(instancesQuery)
  const holdings = useMemo(() => instances.data && realHoldings(instances.data), [instances.data])
  const country = profile.data?.country
  const inherited = useMemo(() => assumptionsOf(countryOf(country)), [country])
  const loading = <LoadingState rows={3} height={140} />
  return (
    <Stack gap="sm" component="section" aria-labelledby="assumptions">
      <Title order={2} fz="h3" id="assumptions">
        Assumptions
      </Title>
      <Text c="dimmed" maw="44rem">
        These hold for reality, and for every scenario that does not say otherwise. A field left empty follows
        the default shown in grey.
      </Text>
      <Loaded query={profile} loading={loading}>
        {(stored) => (
          <Loaded query={{ ...instances, data: holdings }} loading={loading}>
            {(known) => (
              <AssumptionsEditor
                // Another country has other defaults: the form begins anew with them.
                key={country}
                stored={stored}
                holdings={known}
                save={saveAssumptionsMutation}
                inputOf={(began, assumptions) => ({ began, assumptions })}
                words={{ failed: 'Your assumptions were not saved', saved: 'Your assumptions are saved.' }}
                inherited={inherited}
                defaultOf={defaultsOfProfile(stored)}
              />
            )}
          </Loaded>
        )}
      </Loaded>
    </Stack>
  )
}
