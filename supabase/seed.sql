-- For local use only: everything on, for everyone.
update public.feature_flags
set enabled = true, rollout_percentage = 100, change_reason = 'Local development'
where flag_name in ('feature:scenarios', 'feature:scenarios:apply', 'feature:scenarios:conflict_resolution');
