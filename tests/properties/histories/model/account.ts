/**
 * What the product does, written down a second time, from docs/explanation/merge.md and its decisions and from nothing else: reality,
 * scenarios, copies with their base, and the record of what was done. It shares no code with the database or with src/domain/merge.
 */
import { keepAgreed } from './agreed.ts'
import { alike, type Content, copyOf } from './content.ts'
import type { Application, Copy, Instance, Scenario } from './rows.ts'

/** What a user has, as they edit it themselves. */
export class Account {
  instances = new Map<string, Instance>()
  purged = new Map<string, { lineage: string; version: number; content: Content }>()
  scenarios = new Map<string, Scenario>()
  copies = new Map<string, Copy>()
  applications: Application[] = []

  live = () => [...this.instances.values()].filter(({ isDeleted }) => !isDeleted)
  liveInstance = (id: string | null) => {
    const instance = id === null ? undefined : this.instances.get(id)
    return instance && !instance.isDeleted ? instance : undefined
  }
  /** What an instance that is gone held last. */
  lastContent = (id: string) => (this.instances.get(id) ?? this.purged.get(id))?.content
  liveScenarios = () => [...this.scenarios.values()].filter(({ isDeleted }) => !isDeleted)
  /** In the order in which they came into the scenario. */
  copiesIn = (scenario: string) =>
    [...this.copies.values()].filter((copy) => copy.scenario === scenario && !copy.isDeleted)
  /** What reality has meanwhile of a copy that was new. */
  twinOf = (copy: Copy) =>
    copy.source === null ? this.live().find(({ lineage }) => lineage === copy.lineage) : undefined
  isKnownLineage = (lineage: string) =>
    [...this.instances.values(), ...this.purged.values()].some((known) => known.lineage === lineage)

  edit(row: Instance, content: Content) {
    if (!alike(row.content, content)) row.version += 1
    row.content = copyOf(content)
  }

  propose(copy: Copy, content: Content) {
    copy.content = copyOf(content)
    keepAgreed(copy)
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
      content: instance.content,
    })
  }

  addScenario(id: string, name: string) {
    this.scenarios.set(id, { id, name, isPrimary: false, isDeleted: false })
  }

  purgeScenario(id: string) {
    this.scenarios.delete(id)
    for (const copy of [...this.copies.values()]) if (copy.scenario === id) this.copies.delete(copy.id)
    for (const application of this.applications) if (application.scenario === id) application.scenario = null
  }
}
