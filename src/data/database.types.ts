export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  public: {
    Tables: {
      feature_flag_audit: {
        Row: {
          actor_id: string | null
          actor_role: string
          change_reason: string | null
          created_at: string
          flag_name: string
          id: string
          new_value: Json | null
          old_value: Json | null
          operation: string
          user_id: string | null
        }
        ComputedFields: never
        Insert: {
          actor_id?: string | null
          actor_role: string
          change_reason?: string | null
          created_at?: string
          flag_name: string
          id?: string
          new_value?: Json | null
          old_value?: Json | null
          operation: string
          user_id?: string | null
        }
        Update: {
          actor_id?: string | null
          actor_role?: string
          change_reason?: string | null
          created_at?: string
          flag_name?: string
          id?: string
          new_value?: Json | null
          old_value?: Json | null
          operation?: string
          user_id?: string | null
        }
        Relationships: []
      }
      feature_flags: {
        Row: {
          change_reason: string | null
          created_at: string
          description: string | null
          disabled_message: string | null
          enabled: boolean
          flag_name: string
          id: string
          rollout_percentage: number
          salt: string
          updated_at: string
        }
        ComputedFields: never
        Insert: {
          change_reason?: string | null
          created_at?: string
          description?: string | null
          disabled_message?: string | null
          enabled?: boolean
          flag_name: string
          id?: string
          rollout_percentage?: number
          salt: string
          updated_at?: string
        }
        Update: {
          change_reason?: string | null
          created_at?: string
          description?: string | null
          disabled_message?: string | null
          enabled?: boolean
          flag_name?: string
          id?: string
          rollout_percentage?: number
          salt?: string
          updated_at?: string
        }
        Relationships: []
      }
      instances: {
        Row: {
          created_at: string
          deleted_at: string | null
          id: string
          kind: string
          lineage_id: string
          name: string
          params: NonNullable<Json>
          status: string
          updated_at: string
          user_id: string
          version: number
        }
        ComputedFields: never
        Insert: {
          created_at?: string
          deleted_at?: string | null
          id?: string
          kind: string
          lineage_id?: string
          name: string
          params?: NonNullable<Json>
          status?: string
          updated_at?: string
          user_id?: string
          version?: number
        }
        Update: {
          created_at?: string
          deleted_at?: string | null
          id?: string
          kind?: string
          lineage_id?: string
          name?: string
          params?: NonNullable<Json>
          status?: string
          updated_at?: string
          user_id?: string
          version?: number
        }
        Relationships: []
      }
      profiles: {
        Row: {
          assumptions: NonNullable<Json>
          created_at: string
          currency: string
          id: string
          locale: string
          theme: string
          updated_at: string
          user_id: string
          version: number
        }
        ComputedFields: never
        Insert: {
          assumptions?: NonNullable<Json>
          created_at?: string
          currency?: string
          id?: string
          locale?: string
          theme?: string
          updated_at?: string
          user_id?: string
          version?: number
        }
        Update: {
          assumptions?: NonNullable<Json>
          created_at?: string
          currency?: string
          id?: string
          locale?: string
          theme?: string
          updated_at?: string
          user_id?: string
          version?: number
        }
        Relationships: []
      }
      scenario_application_items: {
        Row: {
          action: string
          after: Json | null
          after_version: number | null
          application_id: string
          before: Json | null
          before_version: number | null
          created_at: string
          fields: NonNullable<Json>
          id: string
          instance_id: string | null
          kind: string | null
          lineage_id: string | null
          scenario_instance_id: string | null
          user_id: string
        }
        ComputedFields: never
        Insert: {
          action: string
          after?: Json | null
          after_version?: number | null
          application_id: string
          before?: Json | null
          before_version?: number | null
          created_at?: string
          fields?: NonNullable<Json>
          id?: string
          instance_id?: string | null
          kind?: string | null
          lineage_id?: string | null
          scenario_instance_id?: string | null
          user_id?: string
        }
        Update: {
          action?: string
          after?: Json | null
          after_version?: number | null
          application_id?: string
          before?: Json | null
          before_version?: number | null
          created_at?: string
          fields?: NonNullable<Json>
          id?: string
          instance_id?: string | null
          kind?: string | null
          lineage_id?: string | null
          scenario_instance_id?: string | null
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: 'scenario_application_items_application_id_fkey'
            columns: ['application_id']
            isOneToOne: false
            referencedRelation: 'scenario_applications'
            referencedColumns: ['id']
          },
        ]
      }
      scenario_applications: {
        Row: {
          conflict_count: number
          created_at: string
          duration_ms: number | null
          error_code: string | null
          error_message: string | null
          id: string
          items_applied: number
          items_total: number
          operation: string
          request_id: string | null
          reverted_application_id: string | null
          scenario_id: string | null
          scenario_name: string | null
          stale: boolean
          status: string
          user_id: string
        }
        ComputedFields: never
        Insert: {
          conflict_count?: number
          created_at?: string
          duration_ms?: number | null
          error_code?: string | null
          error_message?: string | null
          id?: string
          items_applied?: number
          items_total?: number
          operation: string
          request_id?: string | null
          reverted_application_id?: string | null
          scenario_id?: string | null
          scenario_name?: string | null
          stale?: boolean
          status: string
          user_id?: string
        }
        Update: {
          conflict_count?: number
          created_at?: string
          duration_ms?: number | null
          error_code?: string | null
          error_message?: string | null
          id?: string
          items_applied?: number
          items_total?: number
          operation?: string
          request_id?: string | null
          reverted_application_id?: string | null
          scenario_id?: string | null
          scenario_name?: string | null
          stale?: boolean
          status?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: 'scenario_applications_reverted_application_id_fkey'
            columns: ['reverted_application_id']
            isOneToOne: false
            referencedRelation: 'scenario_applications'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'scenario_applications_scenario_id_fkey'
            columns: ['scenario_id']
            isOneToOne: false
            referencedRelation: 'scenarios'
            referencedColumns: ['id']
          },
        ]
      }
      scenario_instances: {
        Row: {
          base: Json | null
          base_version: number | null
          created_at: string
          deleted_at: string | null
          id: string
          kind: string
          last_applied_at: string | null
          lineage_id: string
          name: string
          params: NonNullable<Json>
          scenario_id: string
          source_instance_id: string | null
          status: string
          updated_at: string
          user_id: string
          version: number
        }
        ComputedFields: never
        Insert: {
          base?: Json | null
          base_version?: number | null
          created_at?: string
          deleted_at?: string | null
          id?: string
          kind: string
          last_applied_at?: string | null
          lineage_id?: string
          name: string
          params?: NonNullable<Json>
          scenario_id: string
          source_instance_id?: string | null
          status?: string
          updated_at?: string
          user_id?: string
          version?: number
        }
        Update: {
          base?: Json | null
          base_version?: number | null
          created_at?: string
          deleted_at?: string | null
          id?: string
          kind?: string
          last_applied_at?: string | null
          lineage_id?: string
          name?: string
          params?: NonNullable<Json>
          scenario_id?: string
          source_instance_id?: string | null
          status?: string
          updated_at?: string
          user_id?: string
          version?: number
        }
        Relationships: [
          {
            foreignKeyName: 'scenario_instances_scenario_id_fkey'
            columns: ['scenario_id']
            isOneToOne: false
            referencedRelation: 'scenarios'
            referencedColumns: ['id']
          },
        ]
      }
      scenarios: {
        Row: {
          assumptions: NonNullable<Json>
          created_at: string
          deleted_at: string | null
          description: string | null
          id: string
          is_primary: boolean
          name: string
          status: string
          tags: string[]
          updated_at: string
          user_id: string
          version: number
        }
        ComputedFields: never
        Insert: {
          assumptions?: NonNullable<Json>
          created_at?: string
          deleted_at?: string | null
          description?: string | null
          id?: string
          is_primary?: boolean
          name: string
          status?: string
          tags?: string[]
          updated_at?: string
          user_id?: string
          version?: number
        }
        Update: {
          assumptions?: NonNullable<Json>
          created_at?: string
          deleted_at?: string | null
          description?: string | null
          id?: string
          is_primary?: boolean
          name?: string
          status?: string
          tags?: string[]
          updated_at?: string
          user_id?: string
          version?: number
        }
        Relationships: []
      }
      user_feature_flags: {
        Row: {
          created_at: string
          enabled: boolean
          flag_name: string
          id: string
          reason: string | null
          updated_at: string
          user_id: string
        }
        ComputedFields: never
        Insert: {
          created_at?: string
          enabled: boolean
          flag_name: string
          id?: string
          reason?: string | null
          updated_at?: string
          user_id: string
        }
        Update: {
          created_at?: string
          enabled?: boolean
          flag_name?: string
          id?: string
          reason?: string | null
          updated_at?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: 'user_feature_flags_flag_name_fkey'
            columns: ['flag_name']
            isOneToOne: false
            referencedRelation: 'feature_flags'
            referencedColumns: ['flag_name']
          },
        ]
      }
      user_roles: {
        Row: {
          created_at: string
          id: string
          role: string
          user_id: string
        }
        ComputedFields: never
        Insert: {
          created_at?: string
          id?: string
          role: string
          user_id: string
        }
        Update: {
          created_at?: string
          id?: string
          role?: string
          user_id?: string
        }
        Relationships: []
      }
    }
    Views: {
      [_ in never]: never
    }
    Functions: {
      [_ in never]: never
    }
    Enums: {
      [_ in never]: never
    }
    CompositeTypes: {
      [_ in never]: never
    }
  }
}

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, 'public'>]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema['Tables'] & DefaultSchema['Views'])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Views'])
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Views'])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema['Tables'] & DefaultSchema['Views'])
    ? (DefaultSchema['Tables'] & DefaultSchema['Views'])[DefaultSchemaTableNameOrOptions] extends {
        Row: infer R
      }
      ? R
      : never
    : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema['Tables']
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables']
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema['Tables']
    ? DefaultSchema['Tables'][DefaultSchemaTableNameOrOptions] extends {
        Insert: infer I
      }
      ? I
      : never
    : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema['Tables']
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables']
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema['Tables']
    ? DefaultSchema['Tables'][DefaultSchemaTableNameOrOptions] extends {
        Update: infer U
      }
      ? U
      : never
    : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema['Enums']
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions['schema']]['Enums']
    : never = never,
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions['schema']]['Enums'][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema['Enums']
    ? DefaultSchema['Enums'][DefaultSchemaEnumNameOrOptions]
    : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema['CompositeTypes']
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions['schema']]['CompositeTypes']
    : never = never,
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions['schema']]['CompositeTypes'][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema['CompositeTypes']
    ? DefaultSchema['CompositeTypes'][PublicCompositeTypeNameOrOptions]
    : never

export const Constants = {
  public: {
    Enums: {},
  },
} as const
