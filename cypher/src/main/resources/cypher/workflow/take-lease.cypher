// purpose: take a lease that nobody holds, whose time is over, or whose holder wrote the same journal and so has ended; each taking has a higher epoch
// params:  name STRING, owner STRING, holder STRING, journal STRING, millis INTEGER, above INTEGER
// returns: taken BOOLEAN, epoch INTEGER, holder STRING, until ZONED DATETIME
// mode:    write
MERGE (l:Lease {name: $name})
SET l.touched = true
WITH l, l.owner IS NULL OR l.until <= datetime.realtime()
        OR ($journal <> '' AND l.journal = $journal) AS free
SET l.epoch = CASE
      WHEN NOT free THEN l.epoch
      WHEN coalesce(l.epoch, 0) > $above THEN l.epoch + 1
      ELSE $above + 1 END,
    l.until = CASE WHEN free THEN datetime.realtime() + duration({milliseconds: $millis})
                   ELSE l.until END,
    l.owner = CASE WHEN free THEN $owner ELSE l.owner END,
    l.journal = CASE WHEN free THEN $journal ELSE l.journal END,
    l.holder = CASE WHEN free THEN $holder ELSE l.holder END
RETURN free AS taken, l.epoch AS epoch, l.holder AS holder, l.until AS until
