"""What a disk, a power line, a colleague and a train do to a data file, and what may never come of it.

    test_torture_fleet    five machines and a remote: random verbs and syncs, offline spells, clocks that
                          differ, syncs that are cut off; nothing acknowledged is lost, all are equal at the
                          end, whoever was erased stands nowhere
    test_torture_power    each state of the disk that a kill or a power failure leaves, in the middle of all
                          that writes: changes, undo, erase, restore, encrypt and decrypt, every export
    test_torture_proof    the same on a store that was made to write in place, or to leave a confirmation
                          out: it is found out
    test_torture_motions  the same commands with a fault at each call of the system, and on a full disk
    test_torture_files    sixty files that are no sound data file, before every command that writes
    test_torture_year     what a year of daily syncs makes of a remote
    figures               what the years cost: `python -m tests.torture.figures` prints it
    test_torture_kills    processes killed while they write, and several that write at once
    test_torture_faults   a fault at each system call of a change

Forms that are out of date are tested in `tests/store/test_store_transaction.py`, eight writers and their
turns in `tests/store/test_store_lock.py`, files made to do harm in `tests/test_bounds.py`, the laws of
merging in `tests/sync/test_sync_merge_laws.py`. What takes long is marked `slow`.
"""
