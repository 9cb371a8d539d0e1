-- The table every question is asked of: one row = one person in one case (or one allegation, in a register that counts those), as
-- of the snapshot's date.
-- `staged` holds the typed columns of the file; empty codes become 'none' (the question does not arise) or 'unknown'.
-- Identifiers become whole numbers, so that no pseudonym can be read back and counting distinct units is quick.
-- waiting: how long a recommendation without a sanction has stood on the snapshot's date.
-- Codes are cast back to ENUM after coalesce, which gives text otherwise: grouping by ENUM is twice as fast.
-- imposed: a sanction was. In a register with all columns the day says it, and the rules of contract.py see to it that the kind and the
-- follow-up agree; in one without days they say it alone. Recommended is what the status says is, for the same reason.
-- sole_*: the unit occurs in one row only; such units are counted without collecting distinct values.

-- Sample cases mark the whole snapshot as synthetic.
create table origin as select bool_or(synthetic) as synthetic from staged;

create table persons as
select person as name, row_number() over () as number, count(*) = 1 as sole from staged group by person;

create table case_numbers as
select case_number as name, row_number() over () as number, count(*) = 1 as sole from staged group by case_number;

create table letters as
select letter as name, row_number() over () as number, count(*) = 1 as sole
from staged where letter is not null group by letter;

create table cases as
select
    persons.number::integer as person,
    persons.sole as sole_person,
    case_numbers.number::integer as case_number,
    case_numbers.sole as sole_case_number,
    letters.number::integer as letter,
    letters.sole as sole_letter,
    (row_number() over ())::integer as allegation,
    true as sole_allegation,
    reported_on,
    recommended_on,
    sanctioned_on,
    blocked_on,
    blocked_on is not null as blocked,
    coalesce(sanction_imposed::varchar = sanction_recommended::varchar, false) as as_recommended,
    case
        when status = 'pensiun' then 'retired'
        when status = 'dokumen_tidak_lengkap' then 'incomplete'
        when status = 'tidak_terbukti' then 'not_proven'
        when status is null or status <> 'direkomendasikan' then 'in_process'
        when imposed then 'sanctioned'
        else 'recommended'
    end::stage as stage,
    case
        when recommended_on is null or imposed then 'none'
        when snapshot_day - recommended_on <= 30 then 'to_30'
        when snapshot_day - recommended_on <= 90 then 'to_90'
        when snapshot_day - recommended_on <= 180 then 'to_180'
        when snapshot_day - recommended_on <= 365 then 'to_365'
        else 'over_365'
    end::waiting_code as waiting,
    coalesce(election, 'unknown')::election_code as election,
    coalesce(source, 'unknown')::source_code as source,
    coalesce(agency, 'unknown')::agency_code as agency,
    coalesce(staged.agency_type, agency_types.agency_type::agency_type_code, 'unknown')::agency_type_code as agency_type,
    coalesce(
        staged.province,
        case when coalesce(staged.agency_type::varchar, agency_types.agency_type) in ('kementerian', 'lembaga') then 'none' else 'unknown' end
    )::province_code as province,
    coalesce(position_level, 'unknown')::position_level_code as position_level,
    coalesce(position, 'unknown')::position_code as position,
    coalesce(category, 'unknown')::category_code as category,
    coalesce(status, 'unknown')::status_code as status,
    coalesce(sanction_recommended, case when recommended then 'unknown' else 'none' end)::sanction_recommended_code as sanction_recommended,
    coalesce(follow_up, case when recommended then 'unknown' else 'none' end)::follow_up_code as follow_up,
    coalesce(sanction_imposed, case when imposed then 'unknown' else 'none' end)::sanction_imposed_code as sanction_imposed
from (
    select
        *,
        coalesce(status = 'direkomendasikan', false) as recommended,
        sanctioned_on is not null or sanction_imposed is not null or coalesce(follow_up = 'sesuai', false) as imposed
    from staged
) as staged
cross join (select as_of as snapshot_day from snapshot_date)
left join persons on persons.name = staged.person
left join case_numbers on case_numbers.name = staged.case_number
left join letters on letters.name = staged.letter
left join agencies as agency_types on agency_types.code = staged.agency::varchar
order by sole_person, province, agency;  -- what is asked for together lies together: a filter by place reads little

-- Who is who in another snapshot (compare): a hash for each number, from which no identifier can be read back.
create table person_keys as select number::integer as number, hash(name) as key from persons where name is not null;
create table case_number_keys as select number::integer as number, hash(name) as key from case_numbers where name is not null;
create table letter_keys as select number::integer as number, hash(name) as key from letters;

drop table persons;
drop table case_numbers;
drop table letters;
drop table agencies;
drop table provinces;
drop table staged;
drop table snapshot_date;
