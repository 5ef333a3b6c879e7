/**
 * What the product does, written down a second time, from docs/explanation/merge.md and its decisions and from nothing else: reality,
 * scenarios, copies with their base, and the record of what was done. It shares no code with the database or with src/domain/merge.
 *
 * Values are written in one form only (whole numbers, no default written out), so that equal means equal to the byte; other
 * forms are what the tests of the planner are for. Ids are the database's: whoever is created is entered under them.
 */

export interface Content {
  name: string
  status: string
  params: Record<string, number>
}

export interface Instance {
  id: string
  lineage: string
  content: Content
  version: number
  isDeleted: boolean
}

export interface Copy {
  id: string
  scenario: string
  lineage: string
  source: string | null
  base: Content | null
  baseVersion: number | null
  content: Content
  /** Fields that the owner proposed and that reality came to otherwise. */
  agreed: string[]
  isDeleted: boolean
}

export interface Scenario {
  id: string
  name: string
  isPrimary: boolean
  isDeleted: boolean
}

export interface Item {
  copy: string | null
  instance: string | null
  action: string
  before: Content | null
  after: Content | null
  beforeVersion: number | null
  afterVersion: number | null
  /** What was planned of each field, by name. */
  outcomes: Record<string, string>
  isAboutTwin: boolean
}

export interface Application {
  id: string
  scenario: string | null
  operation: string
  status: string
  isStale: boolean
  total: number
  applied: number
  conflicts: number
  reverts: string | null
  items: Item[]
}

/** What is answered to a field in conflict; none leaves it open. */
export type Decision = { take: 'current' | 'proposed' } | { value: number } | undefined

interface FieldPlan {
  field: string
  base: unknown
  current: unknown
  proposed: unknown
  outcome: string
  decision: Decision
  result: unknown
  isWritten: boolean
}

export interface Row {
  key: string
  copy: Copy | null
  /** Also of a copy that is gone for good. */
  copyId: string | null
  instance: string | null
  action: string
  fields: FieldPlan[]
  /** Reality afterwards; null: nothing is left of it by this row. */
  after: Content | null
  before: Content | null
  twin: string | null
  isOpen: boolean
  /** Nothing differs, and base_version knows it. */
  isSettled: boolean
  item?: Item
}

export type Decide = (key: string, field: string) => Decision

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
export const copyOf = <T>(value: T): T => structuredClone(value)
export const sorted = (content: Content): Content => ({
  name: content.name,
  status: content.status,
  params: Object.fromEntries(Object.entries(content.params).sort(([a], [b]) => (a < b ? -1 : 1))),
})
const alike = (a: Content | null, b: Content | null) => same(a && sorted(a), b && sorted(b))

export const fieldOf = (content: Content | null, field: string): unknown =>
  content &&
  (field === 'name' || field === 'status' ? content[field] : content.params[field.slice('params.'.length)])

export function withField(content: Content, field: string, value: unknown): Content {
  const next = copyOf(content)
  if (field === 'name' || field === 'status') next[field] = value as string
  else if (value === undefined || value === null) delete next.params[field.slice('params.'.length)]
  else next.params[field.slice('params.'.length)] = value as number
  return next
}

const fieldsOf = (...contents: (Content | null)[]) => [
  ...new Set(
    contents.flatMap((content) =>
      content ? ['name', 'status', ...Object.keys(content.params).map((key) => `params.${key}`)] : [],
    ),
  ),
]

/** The table of docs/explanation/merge.md, of a holding that reality has. */
function mergeFields(
  base: Content,
  current: Content,
  proposed: Content,
  key: string,
  decide: Decide,
): FieldPlan[] {
  return fieldsOf(base, current, proposed).flatMap((field) => {
    const [was, is, wanted] = [fieldOf(base, field), fieldOf(current, field), fieldOf(proposed, field)]
    const outcome =
      same(is, was) && same(wanted, was)
        ? 'unchanged'
        : same(wanted, was)
          ? 'current_only'
          : same(is, was)
            ? 'proposed_only'
            : same(wanted, is)
              ? 'same_change'
              : 'conflict'
    if (outcome === 'unchanged') return []
    const decision = outcome === 'conflict' ? decide(key, field) : undefined
    const result =
      outcome === 'proposed_only'
        ? wanted
        : decision === undefined
          ? is
          : 'take' in decision
            ? decision.take === 'current'
              ? is
              : wanted
            : decision.value
    const isWritten =
      outcome === 'proposed_only' || (outcome === 'conflict' && decision !== undefined && !same(result, is))
    return [{ field, base: was, current: is, proposed: wanted, outcome, decision, result, isWritten }]
  })
}

const whole = (outcome: string, decision: Decision): FieldPlan => ({
  field: '*',
  base: null,
  current: null,
  proposed: null,
  outcome,
  decision,
  result: null,
  isWritten: false,
})

export class Model {
  instances = new Map<string, Instance>()
  purged = new Map<string, { lineage: string; version: number }>()
  scenarios = new Map<string, Scenario>()
  copies = new Map<string, Copy>()
  applications: Application[] = []

  live = () => [...this.instances.values()].filter(({ isDeleted }) => !isDeleted)
  liveInstance = (id: string | null) => {
    const instance = id === null ? undefined : this.instances.get(id)
    return instance && !instance.isDeleted ? instance : undefined
  }
  liveScenarios = () => [...this.scenarios.values()].filter(({ isDeleted }) => !isDeleted)
  /** In the order in which they came into the scenario. */
  copiesIn = (scenario: string) =>
    [...this.copies.values()].filter((copy) => copy.scenario === scenario && !copy.isDeleted)
  private twinOf = (copy: Copy) =>
    copy.source === null ? this.live().find(({ lineage }) => lineage === copy.lineage) : undefined
  isKnownLineage = (lineage: string) =>
    [...this.instances.values(), ...this.purged.values()].some((known) => known.lineage === lineage)

  // Reality and scenarios, edited by their owner

  edit(row: Instance, content: Content) {
    if (!alike(row.content, content)) row.version += 1
    row.content = copyOf(content)
  }

  propose(copy: Copy, content: Content) {
    copy.content = copyOf(content)
    this.keepAgreed(copy)
  }

  /** What both changed alike is agreed; what only reality changed since is the owner's proposal no longer. */
  private noteAgreed(copy: Copy, { fields }: Row) {
    const found = (wanted: string) =>
      fields.filter(({ outcome }) => outcome === wanted).map(({ field }) => field)
    const moved = found('current_only')
    copy.agreed = [...copy.agreed.filter((field) => !moved.includes(field)), ...found('same_change')]
  }

  /** What is proposed otherwise since is not agreed. */
  private keepAgreed(copy: Copy) {
    copy.agreed = [...new Set(copy.agreed)].filter((field) =>
      same(fieldOf(copy.content, field), fieldOf(copy.base, field)),
    )
  }

  hasOtherCopy = (copy: Copy) =>
    copy.source !== null &&
    [...this.copies.values()].some(
      (other) =>
        other !== copy &&
        other.scenario === copy.scenario &&
        other.source === copy.source &&
        !other.isDeleted,
    )

  purge(instance: Instance) {
    this.instances.delete(instance.id)
    const known = this.purged.get(instance.id)
    this.purged.set(instance.id, {
      lineage: instance.lineage,
      version: Math.max(instance.version, known?.version ?? 0),
    })
  }

  purgeScenario(id: string) {
    this.scenarios.delete(id)
    for (const copy of [...this.copies.values()]) if (copy.scenario === id) this.copies.delete(copy.id)
    for (const application of this.applications) if (application.scenario === id) application.scenario = null
  }

  // Plans

  planApply(scenario: string, chosen: readonly string[] | null, decide: Decide): Row[] {
    const standing = new Set<string>()
    const held = new Set(this.copiesIn(scenario).map(({ source }) => source))
    return this.copiesIn(scenario)
      .filter(({ id }) => chosen === null || chosen.includes(id))
      .map((copy) => {
        const twin = this.twinOf(copy)
        if (copy.source !== null)
          return this.planRow(
            copy.id,
            copy,
            copy.id,
            copy.source,
            copy.base!,
            copy.content,
            copy.baseVersion!,
            decide,
          )
        const row = { key: copy.id, copy, copyId: copy.id, isOpen: false, isSettled: false, before: null }
        if (!twin)
          return {
            ...row,
            instance: null,
            action: 'create',
            fields: fieldsOf(copy.content).map((field) => ({ ...whole('proposed_only', undefined), field })),
            after: copy.content,
            twin: null,
          }
        const decision = decide(copy.id, '*')
        const take = decision && 'take' in decision ? decision.take : undefined
        let action = 'none'
        if (take === 'proposed') action = 'create'
        else if (take === 'current') {
          if (held.has(twin.id) || standing.has(twin.id)) action = 'discard'
          else standing.add(twin.id)
        }
        return {
          ...row,
          instance: take === 'current' ? twin.id : null,
          action,
          fields: [whole('conflict', decision)],
          after: action === 'create' ? copy.content : action === 'none' && take ? twin.content : null,
          twin: twin.id,
          isOpen: take === undefined,
        }
      })
  }

  /** A holding that reality has, or had. */
  private planRow(
    key: string,
    copy: Copy | null,
    copyId: string | null,
    source: string,
    base: Content,
    proposed: Content,
    baseVersion: number,
    decide: Decide,
  ): Row {
    const instance = this.liveInstance(source)
    const row = {
      key,
      copy,
      copyId,
      instance: source,
      twin: null,
      before: instance ? copyOf(instance.content) : null,
    }
    if (!instance) {
      const isEdited = !alike(base, proposed)
      const decision = isEdited ? decide(key, '*') : undefined
      const isRecreated = decision && 'take' in decision && decision.take === 'proposed'
      return {
        ...row,
        action: isEdited && !decision ? 'none' : isRecreated ? 'recreate' : 'discard',
        fields: [whole(isEdited ? 'conflict' : 'current_only', decision)],
        after: isRecreated ? proposed : null,
        isOpen: isEdited && !decision,
        isSettled: false,
      }
    }
    const fields = mergeFields(base, instance.content, proposed, key, decide)
    let after = copyOf(instance.content)
    for (const { field, result, isWritten } of fields) if (isWritten) after = withField(after, field, result)
    return {
      ...row,
      action: fields.some(({ isWritten }) => isWritten) ? 'update' : 'none',
      fields,
      after,
      isOpen: fields.some(({ outcome, decision }) => outcome === 'conflict' && !decision),
      isSettled: fields.length === 0 && baseVersion === instance.version,
    }
  }

  planRevert(application: Application, decide: Decide): Row[] {
    const rows: Row[] = []
    for (const item of application.items) {
      if (item.instance === null || item.afterVersion === null) continue
      if (
        item.action === 'update' ||
        (['create', 'recreate'].includes(item.action) && this.liveInstance(item.instance))
      ) {
        const found = item.action === 'update' ? item.before! : { ...copyOf(item.after!), status: 'archived' }
        const copy = (item.copy && this.copies.get(item.copy)) || null
        const row = this.planRow(
          item.instance,
          copy,
          item.copy,
          item.instance,
          item.after!,
          found,
          item.afterVersion,
          decide,
        )
        // What was deleted since and is to stay so is left alone.
        rows.push(row.action === 'discard' ? { ...row, action: 'none' } : row)
      }
    }
    for (const item of application.items) {
      const copy = item.copy === null ? undefined : this.copies.get(item.copy)
      if (!copy) continue
      const row = {
        key: copy.id,
        copy,
        copyId: copy.id,
        instance: item.instance,
        twin: null,
        before: null,
        isOpen: false,
        isSettled: false,
      }
      if (item.action === 'discard' && copy.isDeleted && !this.hasOtherCopy(copy))
        rows.push({
          ...row,
          action: 'create',
          fields: [whole('proposed_only', undefined)],
          after: copy.content,
        })
      else if (
        item.action === 'create' &&
        item.afterVersion === null &&
        !copy.isDeleted &&
        !this.liveInstance(copy.source) &&
        alike(item.after, copy.content)
      )
        rows.push({ ...row, action: 'discard', fields: [whole('current_only', undefined)], after: null })
    }
    for (const item of application.items) {
      const copy = item.copy === null ? undefined : this.copies.get(item.copy)
      const twin = this.liveInstance(item.instance)
      if (item.action !== 'none' || !item.isAboutTwin || !copy || copy.isDeleted || !twin) continue
      const isLeaving = item.after !== null
      const isThere = isLeaving
        ? copy.source === twin.id && copy.baseVersion === item.afterVersion
        : copy.source === null &&
          copy.lineage === twin.lineage &&
          !this.copiesIn(copy.scenario).some(({ source }) => source === twin.id)
      if (isThere)
        rows.push({
          key: copy.id,
          copy,
          copyId: copy.id,
          instance: twin.id,
          action: 'none',
          fields: [whole('proposed_only', undefined)],
          after: isLeaving ? null : twin.content,
          before: twin.content,
          twin: twin.id,
          isOpen: false,
          isSettled: false,
        })
    }
    return rows
  }

  // Carrying out

  /** Writes a plan without open conflicts; `created` says which instance and lineage a copy's was given. */
  carryOut(
    operation: 'apply' | 'revert',
    rows: Row[],
    created: (copy: Copy) => { id: string; lineage: string; mustBeNew: boolean },
  ): Item[] {
    const items: Item[] = []
    const versions = new Map([...this.instances.values()].map(({ id, version }) => [id, version]))
    const returns = (row: Row) => operation === 'revert' && row.action === 'create'
    const stands = (row: Row) => row.twin !== null && row.action === 'none'
    const given = new Set<string>()
    // Reality first: every row finds it as it was before.
    for (const row of rows) {
      const instance = row.instance === null ? undefined : this.instances.get(row.instance)
      const beforeVersion =
        row.action === 'recreate' || returns(row)
          ? null
          : ((row.instance === null ? undefined : versions.get(row.instance)) ?? null)
      let before = null
      if (instance && !instance.isDeleted && row.action !== 'discard' && row.action !== 'create')
        before = copyOf(instance.content)
      let afterVersion = instance && !instance.isDeleted ? instance.version : null
      if (row.action === 'update') {
        this.edit(instance!, row.after!)
        afterVersion = instance!.version
      } else if (row.action === 'recreate') {
        const known = this.purged.get(row.instance!)
        const baseVersion = operation === 'apply' ? row.copy!.baseVersion! : this.revertedVersion(row)
        if (instance)
          Object.assign(instance, {
            content: copyOf(row.after!),
            isDeleted: false,
            version: instance.version + 1,
          })
        else
          this.instances.set(row.instance!, {
            id: row.instance!,
            lineage: known!.lineage,
            content: copyOf(row.after!),
            version: Math.max(baseVersion, known!.version) + 1,
            isDeleted: false,
          })
        afterVersion = this.instances.get(row.instance!)!.version
      } else if (row.action === 'create' && operation === 'apply') {
        const { id, lineage, mustBeNew } = created(row.copy!)
        const isFree = !this.isKnownLineage(row.copy!.lineage) && !given.has(row.copy!.lineage)
        if (isFree && lineage !== row.copy!.lineage)
          throw new Error('What is created has not the lineage of its copy.')
        if (!isFree && !mustBeNew) throw new Error('What is created has the lineage of another instance.')
        given.add(lineage)
        this.instances.set(id, { id, lineage, content: copyOf(row.after!), version: 1, isDeleted: false })
        row.instance = id
        row.copy!.lineage = lineage
        afterVersion = 1
      }
      if (row.action === 'discard' || returns(row)) afterVersion = null
      if (stands(row)) afterVersion = this.instances.get(row.twin!)!.version
      const item: Item = {
        copy: row.copyId,
        instance: row.instance,
        action: row.action,
        before,
        after: row.after && copyOf(row.after),
        beforeVersion: row.action === 'create' ? null : beforeVersion,
        afterVersion,
        outcomes: Object.fromEntries(row.fields.map(({ field, outcome }) => [field, outcome])),
        isAboutTwin: row.twin !== null,
      }
      row.item = item
      if (row.action !== 'none' || row.fields.length > 0) items.push(item)
    }
    for (const row of rows) this.settleCopy(operation, row, stands(row), returns(row))
    return items
  }

  private revertedVersion = (row: Row) => this.purged.get(row.instance!)?.version ?? 0

  private settleCopy(operation: 'apply' | 'revert', row: Row, isStand: boolean, isReturn: boolean) {
    const { copy, item } = row
    if (row.isSettled) return
    if (operation === 'revert' && row.action === 'update') this.giveBack(row)
    if (!copy) return
    if (row.action === 'discard') copy.isDeleted = true
    else if (isReturn) copy.isDeleted = false
    else if (isStand) {
      copy.source = row.after === null ? null : row.twin
      copy.base = row.after && copyOf(row.after)
      copy.baseVersion = row.after === null ? null : item!.afterVersion
      this.keepAgreed(copy)
    } else if (operation === 'apply') {
      copy.source = row.instance
      copy.base = copyOf(row.after!)
      copy.content = copyOf(row.after!)
      copy.baseVersion = item!.afterVersion
      this.noteAgreed(copy, row)
    } else if (copy.source === row.instance && row.action !== 'none') {
      // The proposal stays, and is pending again where reality no longer has it.
      let base = row.action === 'recreate' ? copyOf(row.after!) : copyOf(copy.base!)
      if (row.action === 'update')
        for (const { field, result, isWritten } of row.fields)
          if (isWritten) base = withField(base, field, result)
      copy.base = base
      if (alike(base, row.after)) copy.baseVersion = item!.afterVersion
      this.keepAgreed(copy)
    }
  }

  /** What another scenario had proposed too, and found in reality. */
  private giveBack(row: Row) {
    for (const other of this.copies.values()) {
      if (other === row.copy || other.source !== row.instance) continue
      for (const { field, current, result, isWritten } of row.fields) {
        if (!isWritten || !other.agreed.includes(field) || !same(fieldOf(other.base, field), current))
          continue
        other.base = withField(other.base!, field, result)
      }
      this.keepAgreed(other)
    }
  }

  /** Takes what only reality changed; what is in conflict keeps its base. Items are of what was written alone. */
  refresh(scenario: string): { items: Item[]; total: number; applied: number; conflicts: number } {
    const items: Item[] = []
    let [total, applied, conflicts] = [0, 0, 0]
    for (const row of this.planApply(scenario, null, () => undefined)) {
      const copy = row.copy!
      const twin = row.twin
      const version = this.liveInstance(copy.source ?? twin)?.version ?? null
      const open = row.fields.filter(({ outcome }) => outcome === 'conflict')
      conflicts += open.length
      const isTold =
        (copy.source !== null || twin) && row.fields.some(({ outcome }) => outcome !== 'proposed_only')
      if (isTold) total += 1
      const instance = this.liveInstance(copy.source)
      if (!instance) continue
      let base = copyOf(instance.content)
      for (const { field, base: was } of open) base = withField(base, field, was)
      const isMoved = !alike(copy.base, base) || (open.length === 0 && copy.baseVersion !== instance.version)
      if (!isMoved) continue
      applied += 1
      let content = copyOf(instance.content)
      for (const { field, proposed, outcome } of row.fields)
        if (outcome === 'proposed_only' || outcome === 'conflict')
          content = withField(content, field, proposed)
      if (isTold)
        items.push({
          copy: copy.id,
          instance: copy.source,
          action: 'none',
          before: copyOf(copy.content),
          after: copyOf(content),
          beforeVersion: copy.baseVersion,
          afterVersion: version,
          outcomes: Object.fromEntries(row.fields.map(({ field, outcome }) => [field, outcome])),
          isAboutTwin: false,
        })
      this.noteAgreed(copy, row)
      Object.assign(copy, { base, content })
      if (open.length === 0) copy.baseVersion = instance.version
      this.keepAgreed(copy)
    }
    return { items, total, applied, conflicts }
  }
}
