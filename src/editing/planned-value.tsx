import { useQuery } from '@tanstack/react-query'
import { defaultsOfProfile } from '#data/profiles/assumed.ts'
import { profileQuery } from '#data/profiles/profiles.queries.ts'
import { MergeFieldValue, type MergeFieldValueProps } from '#fields/field-value.tsx'

/** The value of a field of a plan or of its record. An assumption that is not stored means what its user’s country has. */
export function PlannedValue(props: MergeFieldValueProps) {
  return props.kind === 'assumptions' ? <AssumptionValue {...props} /> : <MergeFieldValue {...props} />
}

function AssumptionValue(props: MergeFieldValueProps) {
  const { data: profile } = useQuery(profileQuery)
  const missing = defaultsOfProfile(profile ?? null)(props.field.replace(/^params\./, ''))
  return <MergeFieldValue {...props} missing={missing} />
}
