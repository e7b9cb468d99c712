-- The seal: one Merkle tree over all events, leaf = position - 1, grown in batches and never changed.
--
-- hashes holds what the batch adds to the tree, 32 bytes each: for every event its leaf and then the nodes that
-- this leaf completes, from below. The tree of n leaves has 2 n - (ones in n) such hashes, so the place of each
-- can be calculated and is read by itself. checkpoint is the signed note on the tree of that size.
create table seal_batch (
    size       bigint not null primary key,
    first      bigint not null check (first > 0 and first <= size),
    hashes     bytea  not null,
    checkpoint text   not null,
    -- Two nodes cannot both seal what follows the same event.
    constraint seal_batch_first unique (first),
    constraint seal_batch_hashes check (octet_length(hashes)
        = 32 * ((2 * size - bit_count(size::bit(64))) - (2 * (first - 1) - bit_count((first - 1)::bit(64)))))
);

-- Single hashes are cut out of it; a compressed value would have to be read whole.
alter table seal_batch alter column hashes set storage external;

create trigger seal_batch_stays
    before update or delete or truncate on seal_batch
    for each statement execute function refuse_change();

grant select, insert on seal_batch to "${appRole}";
