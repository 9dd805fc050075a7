-- When an attempt was found wrong. Attempts in flight count against their account, so that parallel guesses do not slip through, but not
-- against their address: a whole building that signs in at half past eight is no attack.
alter table identity.sign_in_attempt add column decided_at timestamptz;
