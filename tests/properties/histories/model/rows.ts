/** What an account is made of. Ids are the database's: whoever is created is entered under them. */
import type { Content } from './content.ts'

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
  /** How many fields were left for later. */
  left: number
  reverts: string | null
  items: Item[]
}
