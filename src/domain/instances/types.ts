/**
 * The shapes of the field catalogue: every field of an instance is described once, and the schema, the forms,
 * the import check, the labels in conflicts and the database's own validation follow from that description.
 */

export type InstanceKind = 'property' | 'portfolio' | 'cash' | 'loan' | 'cash_flow'

/** Whatever has fields and is merged: an instance of some kind, or the assumptions of a profile. */
export type Entity = InstanceKind | 'assumptions'

/** An archived instance stays on record but takes no part in projections. */
export type InstanceStatus = 'active' | 'archived'

export type Scalar = string | number | boolean

/** Flat on purpose: params merge, import and bulk-edit key by key. */
export type Params = Readonly<Record<string, Scalar>>

type FieldType =
  | 'money'
  | 'percent'
  | 'number'
  | 'integer'
  | 'month'
  | 'boolean'
  | 'choice'
  | 'text'
  | 'reference'

interface FieldOption {
  readonly value: string
  readonly label: string
  /** What other fields mostly are with this option instead of their defaults: the form fills it in where nothing else was said. */
  readonly typical?: Params
}

/** One of `unit` is `times / over` of this one. */
export interface OtherUnit {
  readonly unit: string
  readonly times: number
  readonly over: number
}

export interface FieldDefinition {
  readonly key: string
  /**
   * What releases called it before: what older apps and files say under such a key is this field's. A yes or no that has
   * become one of the options of a choice is named like that option: no is the default then.
   */
  readonly formerKeys?: readonly string[]
  /** `percent` is percent a year or of a whole (4 means 4%); `money` is in the user's currency; `month` is `YYYY-MM`. */
  readonly type: FieldType
  /** Shown behind the value, such as "a week"; percent and money bring their own sign. */
  readonly unit?: string
  /** Another unit that people say it in; what is stored is in `unit`. */
  readonly otherUnit?: OtherUnit
  /** Values outside `min`–`max` are refused everywhere. For `text` they limit the length. */
  readonly min?: number
  readonly max?: number
  /** Values outside `usualMin`–`usualMax` are allowed; the form only asks whether they are meant. */
  readonly usualMin?: number
  readonly usualMax?: number
  /** What a `text` must look like, in the syntax that JavaScript and PostgreSQL share. */
  readonly pattern?: string
  /** A `text` of numbers, shown as the locale writes them, or an `integer` that is the month of a year. */
  readonly notation?: 'tax_brackets' | 'stress_tests' | 'calendar_month'
  readonly required?: true
  /**
   * Changes as months pass from `as_of_month` on, so that amounts of a later month are written with it: `asked` are the
   * amounts that a user is asked for, `carried` goes along as expected.
   */
  readonly ages?: 'asked' | 'carried'
  /** The only `tax_system` under which it counts: the form leaves it out under others. */
  readonly onlyUnder?: 'au_resident'
  /** Counts only where two people are taxed: forms leave it out elsewhere, and the database refuses what it would say there. */
  readonly isForTwo?: true
  /** Written by an action and never by hand: forms leave it out. */
  readonly isNoted?: true
  /** A yearly rise: with none of its own, what it is of rises with inflation. */
  readonly followsInflation?: true
  /** The field counts only while the one with this key has this value, or one of these: elsewhere the forms leave it out and the figures ignore it. */
  readonly countsWhen?: { readonly key: string; readonly is: Scalar | readonly Scalar[] }
  /** What a missing value means; null means that there is none, and `help` says what that leads to. */
  readonly default: Scalar | null
  /** What a missing value without a default means, in a few words that stand in its place. */
  readonly whenEmpty?: string
  readonly options?: readonly FieldOption[]
  /**
   * The kind of instance that a `reference` names: by its lineage, which is one in reality and in all of its copies. People
   * see its name.
   */
  readonly refersTo?: InstanceKind
  readonly label: string
  /** One sentence for an investor. */
  readonly help: string
  /** Key of one of the kind's groups. */
  readonly group: string
}

export interface FieldGroup {
  readonly key: string
  readonly label: string
  readonly description?: string
  /**
   * Keys of the fields that matter first: the form keeps the others under “More” until they are asked for or used, and closes
   * the whole group where none does. Without it, all of them do.
   */
  readonly first?: readonly string[]
}

export interface KindDefinition {
  readonly kind: InstanceKind
  readonly label: string
  readonly plural: string
  readonly description: string
  readonly groups: readonly FieldGroup[]
  readonly fields: readonly FieldDefinition[]
}

/** What merges: the part of an instance that a user edits. */
export interface InstanceContent {
  readonly name: string
  readonly status: InstanceStatus
  readonly params: Params
}
