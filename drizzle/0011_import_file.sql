ALTER TABLE `import_job` ADD `file_hash` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `import_job` ADD `anywhere` integer DEFAULT false NOT NULL;