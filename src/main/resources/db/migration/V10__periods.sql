-- The report of accounting periods reads what was closed and opened, of one stream, and the facts that came late, of one
-- stream or of all: few rows among many, all three.
create index domain_event_periods on domain_event (stream, position)
    where name in ('period-closed', 'reopening-requested', 'reopening-withdrawn', 'period-reopened',
                   'books-closed', 'books-reopening-requested', 'books-reopening-withdrawn', 'books-reopened');

create index domain_event_late on domain_event (position) where accounting_on is not null;
create index domain_event_late_of_stream on domain_event (stream, position) where accounting_on is not null;
