-- Whoever translates reads all rates at a position, of all pairs: few rows among many.
create index domain_event_rates on domain_event (position) where stream_type = 'fx';
