-- Who watches on the device; null while none was chosen. A profile that is gone may still stand here: it may have been a child's.
alter table identity.session add column profile uuid;
