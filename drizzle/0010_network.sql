-- The walking network is replaced as a whole: it is loaded aside, then one batch puts it in force and the old one aside.
CREATE UNIQUE INDEX `walk_network_in_force` ON `walk_network` (`state`) WHERE `state` = 'in_force';
--> statement-breakpoint
CREATE TRIGGER walk_network_insert BEFORE INSERT ON walk_network WHEN NEW.state <> 'loading'
BEGIN
  SELECT RAISE(ABORT, 'walkNetwork.state');
END;
--> statement-breakpoint
CREATE TRIGGER walk_network_state BEFORE UPDATE OF state ON walk_network
BEGIN
  SELECT RAISE(ABORT, 'walkNetwork.state') WHERE NOT (
    (OLD.state = 'loading' AND NEW.state = 'in_force') OR (OLD.state = 'in_force' AND NEW.state = 'replaced'));
  SELECT RAISE(ABORT, 'walkNetwork.empty') WHERE NEW.state = 'in_force' AND NOT EXISTS (
    SELECT 1 FROM walk_edge WHERE network_id = NEW.id);
  SELECT RAISE(ABORT, 'audit.missing') WHERE NEW.state = 'in_force' AND NOT EXISTS (
    SELECT 1 FROM audit WHERE noun = 'walkNetwork' AND noun_id = NEW.id AND act = 'walkNetwork.putInForce');
END;
--> statement-breakpoint
CREATE TRIGGER walk_node_insert BEFORE INSERT ON walk_node
BEGIN
  SELECT RAISE(ABORT, 'walkNetwork.state') WHERE (
    SELECT state FROM walk_network WHERE id = NEW.network_id) <> 'loading';
END;
--> statement-breakpoint
CREATE TRIGGER walk_edge_insert BEFORE INSERT ON walk_edge
BEGIN
  SELECT RAISE(ABORT, 'walkNetwork.state') WHERE (
    SELECT state FROM walk_network WHERE id = NEW.network_id) <> 'loading';
END;
--> statement-breakpoint
CREATE TRIGGER walk_node_delete BEFORE DELETE ON walk_node
BEGIN
  SELECT RAISE(ABORT, 'walkNetwork.state') WHERE (
    SELECT state FROM walk_network WHERE id = OLD.network_id) = 'in_force';
END;
--> statement-breakpoint
CREATE TRIGGER walk_edge_delete BEFORE DELETE ON walk_edge
BEGIN
  SELECT RAISE(ABORT, 'walkNetwork.state') WHERE (
    SELECT state FROM walk_network WHERE id = OLD.network_id) = 'in_force';
END;
--> statement-breakpoint
CREATE TRIGGER walk_node_update BEFORE UPDATE ON walk_node
BEGIN
  SELECT RAISE(ABORT, 'walkNetwork.state');
END;
--> statement-breakpoint
CREATE TRIGGER walk_edge_update BEFORE UPDATE ON walk_edge
BEGIN
  SELECT RAISE(ABORT, 'walkNetwork.state');
END;
