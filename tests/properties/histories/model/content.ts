/**
 * What a holding is. Values are written in one form only (whole numbers, no default written out), so that equal means equal to the
 * byte; other forms are what the tests of the planner are for.
 */

export interface Content {
  name: string
  status: 'active' | 'archived'
  params: Record<string, number>
}

export const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
export const copyOf = <T>(value: T): T => structuredClone(value)
export const sorted = (content: Content): Content => ({
  name: content.name,
  status: content.status,
  params: Object.fromEntries(Object.entries(content.params).sort(([a], [b]) => (a < b ? -1 : 1))),
})
export const alike = (a: Content | null, b: Content | null) => same(a && sorted(a), b && sorted(b))

export const fieldOf = (content: Content | null, field: string): unknown =>
  content &&
  (field === 'name' || field === 'status' ? content[field] : content.params[field.slice('params.'.length)])

export function withField(content: Content, field: string, value: unknown): Content {
  const next = copyOf(content)
  if (field === 'name' || field === 'status') Object.assign(next, { [field]: value })
  else if (value === undefined || value === null) delete next.params[field.slice('params.'.length)]
  else next.params[field.slice('params.'.length)] = value as number
  return next
}

export const fieldsOf = (...contents: (Content | null)[]) => [
  ...new Set(
    contents.flatMap((content) =>
      content ? ['name', 'status', ...Object.keys(content.params).map((key) => `params.${key}`)] : [],
    ),
  ),
]
