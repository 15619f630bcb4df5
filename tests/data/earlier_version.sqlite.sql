-- A small database of the version whose migrations 0001_initial to 0084_discard_limited were replaced by
-- 0001_tables, made by that version itself: articles in several states, people, users, reads, log, index.

CREATE TABLE "django_migrations" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app" varchar(255) NOT NULL, "name" varchar(255) NOT NULL, "applied" datetime NOT NULL);
CREATE TABLE "auth_permission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "codename" varchar(100) NOT NULL, "name" varchar(255) NOT NULL);
CREATE TABLE "auth_user" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "password" varchar(128) NOT NULL, "last_login" datetime NULL, "is_superuser" bool NOT NULL, "username" varchar(150) NOT NULL UNIQUE, "last_name" varchar(150) NOT NULL, "email" varchar(254) NOT NULL, "is_staff" bool NOT NULL, "is_active" bool NOT NULL, "date_joined" datetime NOT NULL, "first_name" varchar(150) NOT NULL);
CREATE TABLE "auth_group_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "auth_user_groups" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_id" integer NOT NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "auth_user_user_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_id" integer NOT NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "auth_group" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(150) NOT NULL UNIQUE);
CREATE TABLE "account_emailconfirmation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created" datetime NOT NULL, "sent" datetime NULL, "key" varchar(64) NOT NULL UNIQUE, "email_address_id" integer NOT NULL REFERENCES "account_emailaddress" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "account_emailaddress" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "verified" bool NOT NULL, "primary" bool NOT NULL, "user_id" integer NOT NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, "email" varchar(254) NOT NULL);
CREATE TABLE "django_content_type" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app_label" varchar(100) NOT NULL, "model" varchar(100) NOT NULL);
CREATE TABLE "django_admin_log" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "object_id" text NULL, "object_repr" varchar(200) NOT NULL, "action_flag" smallint unsigned NOT NULL CHECK ("action_flag" >= 0), "change_message" text NOT NULL, "content_type_id" integer NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" integer NOT NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, "action_time" datetime NOT NULL);
CREATE TABLE "mfa_authenticator" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "type" varchar(20) NOT NULL, "data" text NOT NULL CHECK ((JSON_VALID("data") OR "data" IS NULL)), "user_id" integer NOT NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, "created_at" datetime NOT NULL, "last_used_at" datetime NULL);
CREATE TABLE "news_parity" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "state" varchar(10) NOT NULL, "confirmed_text" text NOT NULL, "confirmed_at" datetime NULL, "behind_by" integer unsigned NOT NULL CHECK ("behind_by" >= 0), "behind_since" datetime NULL, "confirmed_by_id" integer NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, "edition_id" bigint NOT NULL UNIQUE REFERENCES "news_edition" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "news_publiccontent" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "generation" bigint unsigned NOT NULL CHECK ("generation" >= 0));
CREATE TABLE "news_organization" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(300) NOT NULL, "name_az" varchar(300) NULL, "name_en" varchar(300) NULL, "abbreviation" varchar(40) NOT NULL, "abbreviation_az" varchar(40) NULL, "abbreviation_en" varchar(40) NULL, "slug" varchar(200) NOT NULL, "slug_az" varchar(200) NULL, "slug_en" varchar(200) NULL, "kind" varchar(20) NOT NULL, "description" text NOT NULL, "description_az" text NULL, "description_en" text NULL, "website" varchar(200) NOT NULL, "aliases" text NOT NULL, "sort_key" varchar(200) NOT NULL, "sort_key_az" varchar(200) NULL, "sort_key_en" varchar(200) NULL, "folded" text NOT NULL, CONSTRAINT "organization_slug_az_unique" UNIQUE ("slug_az"), CONSTRAINT "organization_slug_en_unique" UNIQUE ("slug_en"));
CREATE TABLE "news_attachment" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "file" varchar(100) NOT NULL, "title" varchar(200) NOT NULL, "title_az" varchar(200) NULL, "title_en" varchar(200) NULL, "size" bigint unsigned NOT NULL CHECK ("size" >= 0), "order" smallint unsigned NOT NULL CHECK ("order" >= 0), "edition_id" bigint NOT NULL REFERENCES "news_edition" ("id") DEFERRABLE INITIALLY DEFERRED, "has_alternative" bool NOT NULL, "is_searchable" bool NOT NULL);
CREATE TABLE "news_savedreads" ("buffer" varchar(32) NOT NULL PRIMARY KEY, "position" bigint unsigned NOT NULL CHECK ("position" >= 0), "saved_at" datetime NOT NULL);
CREATE TABLE "news_recording" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(20) NOT NULL, "language" varchar(2) NOT NULL, "title" varchar(200) NOT NULL, "file" varchar(100) NOT NULL, "link" varchar(500) NOT NULL, "captions" varchar(100) NOT NULL, "transcript" text NOT NULL, "size" bigint unsigned NOT NULL CHECK ("size" >= 0), "order" smallint unsigned NOT NULL CHECK ("order" >= 0), "edition_id" bigint NOT NULL REFERENCES "news_edition" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "recording_is_file_or_link" CHECK ((("file" = '' AND NOT ("link" = '')) OR (NOT ("file" = '') AND "link" = ''))), CONSTRAINT "recordings_differ" UNIQUE ("edition_id", "kind", "language", "title"));
CREATE TABLE "news_person" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(200) NOT NULL, "name_az" varchar(200) NULL, "name_en" varchar(200) NULL, "slug" varchar(200) NOT NULL, "slug_az" varchar(200) NULL, "slug_en" varchar(200) NULL, "description" text NOT NULL, "description_az" text NULL, "description_en" text NULL, "aliases" text NOT NULL, "sort_key" varchar(200) NOT NULL, "sort_key_az" varchar(200) NULL, "sort_key_en" varchar(200) NULL, "folded" text NOT NULL, "photo_id" bigint NULL REFERENCES "news_image" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "person_slug_az_unique" UNIQUE ("slug_az"), CONSTRAINT "person_slug_en_unique" UNIQUE ("slug_en"));
CREATE TABLE "news_appointment" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "position" varchar(300) NOT NULL, "position_az" varchar(300) NULL, "position_en" varchar(300) NULL, "since" date NOT NULL, "until" date NULL, "organization_id" bigint NOT NULL REFERENCES "news_organization" ("id") DEFERRABLE INITIALLY DEFERRED, "person_id" bigint NOT NULL REFERENCES "news_person" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "appointment_ends_after_it_begins" CHECK (("until" IS NULL OR "until" >= ("since"))));
CREATE TABLE "news_tombstone" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "reason" text NOT NULL, "reason_az" text NULL, "reason_en" text NULL, "redirect_to" varchar(500) NOT NULL, "removed_at" datetime NOT NULL, "article_id" bigint NOT NULL UNIQUE REFERENCES "news_article" ("id") DEFERRABLE INITIALLY DEFERRED, "removed_by_id" integer NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "news_topic" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(120) NOT NULL, "name_az" varchar(120) NULL, "name_en" varchar(120) NULL, "slug" varchar(120) NOT NULL, "slug_az" varchar(120) NULL, "slug_en" varchar(120) NULL, "description" text NOT NULL, "description_az" text NULL, "description_en" text NULL, "sort_key" varchar(200) NOT NULL, "sort_key_az" varchar(200) NULL, "sort_key_en" varchar(200) NULL, "folded" text NOT NULL, CONSTRAINT "topic_slug_az_unique" UNIQUE ("slug_az"), CONSTRAINT "topic_slug_en_unique" UNIQUE ("slug_en"));
CREATE TABLE "news_edition_topics" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "edition_id" bigint NOT NULL REFERENCES "news_edition" ("id") DEFERRABLE INITIALLY DEFERRED, "topic_id" bigint NOT NULL REFERENCES "news_topic" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "news_editionimage" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "order" smallint unsigned NOT NULL CHECK ("order" >= 0), "edition_id" bigint NOT NULL REFERENCES "news_edition" ("id") DEFERRABLE INITIALLY DEFERRED, "image_id" bigint NOT NULL REFERENCES "news_image" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "image_once_in_gallery" UNIQUE ("edition_id", "image_id"));
CREATE TABLE "news_editionorganization" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "is_lead" bool NOT NULL, "order" smallint unsigned NOT NULL CHECK ("order" >= 0), "edition_id" bigint NOT NULL REFERENCES "news_edition" ("id") DEFERRABLE INITIALLY DEFERRED, "organization_id" bigint NOT NULL REFERENCES "news_organization" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "organization_named_once_in_edition" UNIQUE ("edition_id", "organization_id"));
CREATE TABLE "news_searchstate" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "build" smallint unsigned NOT NULL CHECK ("build" >= 0), "next_build" smallint unsigned NULL CHECK ("next_build" >= 0), "last_number" integer unsigned NOT NULL CHECK ("last_number" >= 0), "last_number_of_next_build" integer unsigned NOT NULL CHECK ("last_number_of_next_build" >= 0));
CREATE TABLE "news_editionperson" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "position" varchar(300) NOT NULL, "position_az" varchar(300) NULL, "position_en" varchar(300) NULL, "order" smallint unsigned NOT NULL CHECK ("order" >= 0), "edition_id" bigint NOT NULL REFERENCES "news_edition" ("id") DEFERRABLE INITIALLY DEFERRED, "person_id" bigint NOT NULL REFERENCES "news_person" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "person_named_once_in_edition" UNIQUE ("edition_id", "person_id"));
CREATE TABLE "news_viewcount" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "language" varchar(2) NOT NULL, "day" date NOT NULL, "reads" integer unsigned NOT NULL CHECK ("reads" >= 0), "article_id" bigint NOT NULL REFERENCES "news_article" ("id") DEFERRABLE INITIALLY DEFERRED, "is_month" bool NOT NULL, CONSTRAINT "one_count_per_article_language_day" UNIQUE ("article_id", "language", "day", "is_month"));
CREATE TABLE "news_searchdocument" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "language" varchar(2) NOT NULL, "reference" varchar(64) NOT NULL, "published_at" datetime NULL, "title" text NOT NULL, "text" text NOT NULL, "title_terms" text NOT NULL, "terms" text NOT NULL, "edition_id" bigint NULL);
CREATE TABLE "news_searchterm" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "build" smallint unsigned NOT NULL CHECK ("build" >= 0), "term" varchar(48) NOT NULL, "mirror" varchar(48) NOT NULL, "skeleton" varchar(48) NOT NULL, "spelling" varchar(64) NOT NULL, "documents" integer NOT NULL, "capitalised" integer NOT NULL, CONSTRAINT "search_term_unique" UNIQUE ("build", "term"));
CREATE TABLE "news_notice" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "text" varchar(300) NOT NULL, "text_az" varchar(300) NULL, "text_en" varchar(300) NULL, "link" varchar(300) NOT NULL, "link_az" varchar(300) NULL, "link_en" varchar(300) NULL, "is_shown" bool NOT NULL, "updated_at" datetime NOT NULL);
CREATE TABLE "news_image" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "file" varchar(100) NOT NULL, "width" integer unsigned NOT NULL CHECK ("width" >= 0), "height" integer unsigned NOT NULL CHECK ("height" >= 0), "alt" varchar(300) NOT NULL, "alt_az" varchar(300) NULL, "alt_en" varchar(300) NULL, "is_decorative" bool NOT NULL, "caption" varchar(300) NOT NULL, "caption_az" varchar(300) NULL, "caption_en" varchar(300) NULL, "credit" varchar(200) NOT NULL, "credit_az" varchar(200) NULL, "credit_en" varchar(200) NULL, "content_hash" varchar(64) NOT NULL, "uploaded_at" datetime NOT NULL, "folded" text NOT NULL, "fingerprint" varchar(64) NOT NULL, "focus_x" smallint unsigned NOT NULL CHECK ("focus_x" >= 0), "focus_y" smallint unsigned NOT NULL CHECK ("focus_y" >= 0), "licence" varchar(20) NOT NULL, "recipe" smallint unsigned NOT NULL CHECK ("recipe" >= 0), "renditions" text NOT NULL CHECK ((JSON_VALID("renditions") OR "renditions" IS NULL)), CONSTRAINT "image_described_or_decorative" CHECK (("is_decorative" OR ("alt_az" IS NOT NULL AND NOT ("alt_az" = '' AND "alt_az" IS NOT NULL) AND "alt_en" IS NOT NULL AND NOT ("alt_en" = '' AND "alt_en" IS NOT NULL)))), CONSTRAINT "focal_point_inside_image" CHECK (("focus_x" <= 100 AND "focus_y" <= 100)));
CREATE TABLE "news_dismissedname" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "key" varchar(250) NOT NULL, "article_id" bigint NOT NULL REFERENCES "news_article" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "name_set_aside_once" UNIQUE ("article_id", "key"));
CREATE TABLE "news_autosave" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "token" varchar(36) NOT NULL, "content" text NOT NULL, "saved_at" datetime NOT NULL, "edition_id" bigint NULL REFERENCES "news_edition" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" integer NOT NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_autosave_of_a_form" UNIQUE ("user_id", "token"));
CREATE TABLE "news_presence" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "since" datetime NOT NULL, "seen_at" datetime NOT NULL, "edition_id" bigint NOT NULL REFERENCES "news_edition" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" integer NOT NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "present_once_at_an_edition" UNIQUE ("edition_id", "user_id"));
CREATE TABLE "news_article" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "number" integer unsigned NOT NULL UNIQUE CHECK ("number" >= 0), "kind" varchar(20) NOT NULL, "imported_reads" integer unsigned NOT NULL CHECK ("imported_reads" >= 0), "created_at" datetime NOT NULL, "promised_on" date NULL, "source_language" varchar(2) NOT NULL);
CREATE TABLE "news_sharelink" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "key" varchar(43) NOT NULL UNIQUE, "recipient" varchar(200) NOT NULL, "created_at" datetime NOT NULL, "expires_at" datetime NOT NULL, "revoked_at" datetime NULL, "created_by_id" integer NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, "edition_id" bigint NOT NULL REFERENCES "news_edition" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "news_shareopening" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "at" datetime NOT NULL, "language" varchar(2) NOT NULL, "network" varchar(50) NOT NULL, "agent" varchar(200) NOT NULL, "link_id" bigint NOT NULL REFERENCES "news_sharelink" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "news_accessibilityrun" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "ran_at" datetime NOT NULL UNIQUE, "results" text NOT NULL CHECK ((JSON_VALID("results") OR "results" IS NULL)));
CREATE TABLE "news_page" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(200) NOT NULL, "title_az" varchar(200) NULL, "title_en" varchar(200) NULL, "slug" varchar(120) NOT NULL, "slug_az" varchar(120) NULL, "slug_en" varchar(120) NULL, "body" text NOT NULL, "body_az" text NULL, "body_en" text NULL, "order" smallint unsigned NOT NULL CHECK ("order" >= 0), "updated_at" datetime NOT NULL, "shows_accessibility_run" bool NOT NULL, CONSTRAINT "page_slug_az_unique" UNIQUE ("slug_az"), CONSTRAINT "page_slug_en_unique" UNIQUE ("slug_en"));
CREATE TABLE "news_auditseal" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "number" bigint unsigned NOT NULL CHECK ("number" >= 0), "hash" varchar(64) NOT NULL);
CREATE TABLE "news_auditentry" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "sequence" integer unsigned NULL CHECK ("sequence" >= 0), "action" varchar(20) NOT NULL, "at" datetime NOT NULL, "note" text NOT NULL, "article_id" bigint NULL, "edition_id" bigint NULL, "number" bigint unsigned NOT NULL UNIQUE CHECK ("number" >= 0), "previous_hash" varchar(64) NOT NULL, "hash" varchar(64) NOT NULL UNIQUE, "article_number" integer unsigned NULL CHECK ("article_number" >= 0), "actor_name" varchar(310) NOT NULL, "actor_id" integer NULL);
CREATE TABLE "news_edition" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "sequence" integer unsigned NOT NULL CHECK ("sequence" >= 0), "state" varchar(10) NOT NULL, "title" varchar(300) NOT NULL, "title_az" varchar(300) NULL, "title_en" varchar(300) NULL, "slug" varchar(100) NOT NULL, "slug_az" varchar(100) NULL, "slug_en" varchar(100) NULL, "summary" text NOT NULL, "summary_az" text NULL, "summary_en" text NULL, "body" text NOT NULL, "body_az" text NULL, "body_en" text NULL, "released" bool NOT NULL, "released_az" bool NOT NULL, "released_en" bool NOT NULL, "first_published_at" datetime NULL, "public_from" datetime NULL, "public_until" datetime NULL, "change_note" text NOT NULL, "change_note_az" text NULL, "change_note_en" text NULL, "is_minor" bool NOT NULL, "withdrawn_at" datetime NULL, "withdrawal_reason" text NOT NULL, "withdrawal_reason_az" text NULL, "withdrawal_reason_en" text NULL, "version" integer unsigned NOT NULL CHECK ("version" >= 0), "folded" text NOT NULL, "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "article_id" bigint NOT NULL REFERENCES "news_article" ("id") DEFERRABLE INITIALLY DEFERRED, "author_id" integer NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, "lead_image_id" bigint NULL REFERENCES "news_image" ("id") DEFERRABLE INITIALLY DEFERRED, "easy_text" text NULL, "easy_text_az" text NULL, "easy_text_en" text NULL, "approved_at" datetime NULL, "approved_by_id" integer NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, "force_reason" text NOT NULL, "forced_by_id" integer NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, "is_blocked" bool NOT NULL, "judged_at" datetime NULL, "submitted_by_id" integer NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, "verdict" text NOT NULL, "removed_at" datetime NULL, "removal_reason" text NULL, "removal_reason_az" text NULL, "removal_reason_en" text NULL, CONSTRAINT "edition_sequence_unique" UNIQUE ("article_id", "sequence"), CONSTRAINT "interval_ends_after_it_begins" CHECK (("public_until" IS NULL OR "public_until" > ("public_from"))), CONSTRAINT "published_means_public_from" CHECK ((("first_published_at" IS NOT NULL AND "public_from" IS NOT NULL AND "state" = 'published') OR ("public_from" IS NULL AND "public_until" IS NULL AND NOT ("state" = 'published')))), CONSTRAINT "public_edition_is_complete" CHECK ((NOT ("state" = 'published') OR (("released_az" OR "released_en") AND (NOT ("released_az") OR ("title_az" IS NOT NULL AND NOT ("title_az" = '' AND "title_az" IS NOT NULL) AND "slug_az" IS NOT NULL AND NOT ("slug_az" = '' AND "slug_az" IS NOT NULL) AND "body_az" IS NOT NULL AND NOT ("body_az" = '' AND "body_az" IS NOT NULL))) AND (NOT ("released_en") OR ("title_en" IS NOT NULL AND NOT ("title_en" = '' AND "title_en" IS NOT NULL) AND "slug_en" IS NOT NULL AND NOT ("slug_en" = '' AND "slug_en" IS NOT NULL) AND "body_en" IS NOT NULL AND NOT ("body_en" = '' AND "body_en" IS NOT NULL)))))));
CREATE TABLE "news_articlenote" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "author_name" varchar(310) NOT NULL, "at" datetime NOT NULL, "text" text NOT NULL, "article_id" bigint NOT NULL REFERENCES "news_article" ("id") DEFERRABLE INITIALLY DEFERRED, "author_id" integer NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "news_reminder" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "about" varchar(20) NOT NULL, "due" date NOT NULL, "sent_at" datetime NOT NULL, "article_id" bigint NOT NULL REFERENCES "news_article" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "reminded_once" UNIQUE ("article_id", "about", "due"));
CREATE TABLE "news_review" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "due" date NOT NULL, "reason" varchar(300) NOT NULL, "done_at" datetime NULL, "article_id" bigint NOT NULL REFERENCES "news_article" ("id") DEFERRABLE INITIALLY DEFERRED, "done_by_id" integer NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, "set_by_id" integer NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "news_linkcheck" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "started_at" datetime NOT NULL, "finished_at" datetime NULL, "links" integer unsigned NOT NULL CHECK ("links" >= 0), "broken" integer unsigned NOT NULL CHECK ("broken" >= 0), "is_internal_only" bool NOT NULL);
CREATE TABLE "news_brokenlink" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "language" varchar(2) NOT NULL, "address" varchar(2000) NOT NULL, "reason" varchar(20) NOT NULL, "since" datetime NOT NULL, "edition_id" bigint NOT NULL REFERENCES "news_edition" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "link_broken_once" UNIQUE ("edition_id", "language", "address"));
CREATE TABLE "news_edition_limited_to" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "edition_id" bigint NOT NULL REFERENCES "news_edition" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" integer NOT NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "django_session" ("session_key" varchar(40) NOT NULL PRIMARY KEY, "session_data" text NOT NULL, "expire_date" datetime NOT NULL);
INSERT INTO "django_migrations" VALUES
(1, 'contenttypes', '0001_initial', '2026-11-28 23:19:12.775502'),
(2, 'auth', '0001_initial', '2026-11-28 23:19:12.790210'),
(3, 'account', '0001_initial', '2026-11-28 23:19:12.818991'),
(4, 'account', '0002_email_max_length', '2026-11-28 23:19:12.831550'),
(5, 'account', '0003_alter_emailaddress_create_unique_verified_email', '2026-11-28 23:19:12.846509'),
(6, 'account', '0004_alter_emailaddress_drop_unique_email', '2026-11-28 23:19:12.868229'),
(7, 'account', '0005_emailaddress_idx_upper_email', '2026-11-28 23:19:12.879650'),
(8, 'account', '0006_emailaddress_lower', '2026-11-28 23:19:12.891193'),
(9, 'account', '0007_emailaddress_idx_email', '2026-11-28 23:19:12.906287'),
(10, 'account', '0008_emailaddress_unique_primary_email_fixup', '2026-11-28 23:19:12.914506'),
(11, 'account', '0009_emailaddress_unique_primary_email', '2026-11-28 23:19:12.925520'),
(12, 'admin', '0001_initial', '2026-11-28 23:19:12.937092'),
(13, 'admin', '0002_logentry_remove_auto_add', '2026-11-28 23:19:12.953998'),
(14, 'admin', '0003_logentry_add_action_flag_choices', '2026-11-28 23:19:12.963911'),
(15, 'contenttypes', '0002_remove_content_type_name', '2026-11-28 23:19:12.988110'),
(16, 'auth', '0002_alter_permission_name_max_length', '2026-11-28 23:19:12.999838'),
(17, 'auth', '0003_alter_user_email_max_length', '2026-11-28 23:19:13.016145'),
(18, 'auth', '0004_alter_user_username_opts', '2026-11-28 23:19:13.027407'),
(19, 'auth', '0005_alter_user_last_login_null', '2026-11-28 23:19:13.039724'),
(20, 'auth', '0006_require_contenttypes_0002', '2026-11-28 23:19:13.040090'),
(21, 'auth', '0007_alter_validators_add_error_messages', '2026-11-28 23:19:13.047897'),
(22, 'auth', '0008_alter_user_username_max_length', '2026-11-28 23:19:13.256849'),
(23, 'auth', '0009_alter_user_last_name_max_length', '2026-11-28 23:19:13.265969'),
(24, 'auth', '0010_alter_group_name_max_length', '2026-11-28 23:19:13.278704'),
(25, 'auth', '0011_update_proxy_permissions', '2026-11-28 23:19:13.293057'),
(26, 'auth', '0012_alter_user_first_name_max_length', '2026-11-28 23:19:13.308431'),
(27, 'mfa', '0001_initial', '2026-11-28 23:19:13.314128'),
(28, 'mfa', '0002_authenticator_timestamps', '2026-11-28 23:19:13.337673'),
(29, 'mfa', '0003_authenticator_type_uniq', '2026-11-28 23:19:13.390615'),
(30, 'news', '0001_initial', '2026-11-28 23:19:14.238175'),
(31, 'news', '0002_no_overlap', '2026-11-28 23:19:14.276262'),
(32, 'news', '0003_search', '2026-11-28 23:19:14.346138'),
(33, 'news', '0010_image_folded', '2026-11-28 23:19:14.377057'),
(34, 'news', '0020_reads', '2026-11-28 23:19:14.460044'),
(35, 'news', '0030_image_renditions', '2026-11-28 23:19:14.614605'),
(36, 'news', '0031_notice', '2026-11-28 23:19:14.620116'),
(37, 'news', '0032_dismissed_name', '2026-11-28 23:19:14.659537'),
(38, 'news', '0033_autosave', '2026-11-28 23:19:14.736263'),
(39, 'news', '0034_share_links', '2026-11-28 23:19:14.846325'),
(40, 'news', '0035_accessible_forms', '2026-11-28 23:19:15.048633'),
(41, 'news', '0036_audit_chain', '2026-11-28 23:19:16.127937'),
(42, 'news', '0037_audit_append_only', '2026-11-28 23:19:16.183054'),
(43, 'news', '0040_gate', '2026-11-28 23:19:16.730704'),
(44, 'news', '0041_removed_edition', '2026-11-28 23:19:16.951567'),
(45, 'news', '0042_parity', '2026-11-28 23:19:17.076788'),
(46, 'news', '0080_editions_of_a_topic', '2026-11-28 23:19:17.078362'),
(47, 'news', '0081_follow_up', '2026-11-28 23:19:17.250849'),
(48, 'news', '0082_broken_links', '2026-11-28 23:19:17.306793'),
(49, 'news', '0083_limited_to', '2026-11-28 23:19:17.368910'),
(50, 'news', '0084_discard_limited', '2026-11-28 23:19:18.044311'),
(51, 'sessions', '0001_initial', '2026-11-28 23:19:18.046297');
INSERT INTO "auth_permission" VALUES
(1, 1, 'add_logentry', 'Can add log entry'),
(2, 1, 'change_logentry', 'Can change log entry'),
(3, 1, 'delete_logentry', 'Can delete log entry'),
(4, 1, 'view_logentry', 'Can view log entry'),
(5, 2, 'add_permission', 'Can add permission'),
(6, 2, 'change_permission', 'Can change permission'),
(7, 2, 'delete_permission', 'Can delete permission'),
(8, 2, 'view_permission', 'Can view permission'),
(9, 3, 'add_group', 'Can add group'),
(10, 3, 'change_group', 'Can change group'),
(11, 3, 'delete_group', 'Can delete group'),
(12, 3, 'view_group', 'Can view group'),
(13, 4, 'add_user', 'Can add user'),
(14, 4, 'change_user', 'Can change user'),
(15, 4, 'delete_user', 'Can delete user'),
(16, 4, 'view_user', 'Can view user'),
(17, 5, 'add_contenttype', 'Can add content type'),
(18, 5, 'change_contenttype', 'Can change content type'),
(19, 5, 'delete_contenttype', 'Can delete content type'),
(20, 5, 'view_contenttype', 'Can view content type'),
(21, 6, 'add_session', 'Can add session'),
(22, 6, 'change_session', 'Can change session'),
(23, 6, 'delete_session', 'Can delete session'),
(24, 6, 'view_session', 'Can view session'),
(25, 7, 'add_emailaddress', 'Can add email address'),
(26, 7, 'change_emailaddress', 'Can change email address'),
(27, 7, 'delete_emailaddress', 'Can delete email address'),
(28, 7, 'view_emailaddress', 'Can view email address'),
(29, 8, 'add_emailconfirmation', 'Can add email confirmation'),
(30, 8, 'change_emailconfirmation', 'Can change email confirmation'),
(31, 8, 'delete_emailconfirmation', 'Can delete email confirmation'),
(32, 8, 'view_emailconfirmation', 'Can view email confirmation'),
(33, 9, 'add_authenticator', 'Can add authenticator'),
(34, 9, 'change_authenticator', 'Can change authenticator'),
(35, 9, 'delete_authenticator', 'Can delete authenticator'),
(36, 9, 'view_authenticator', 'Can view authenticator'),
(37, 10, 'add_article', 'Can add article'),
(38, 10, 'change_article', 'Can change article'),
(39, 10, 'delete_article', 'Can delete article'),
(40, 10, 'view_article', 'Can view article'),
(41, 11, 'add_publiccontent', 'Can add public content'),
(42, 11, 'change_publiccontent', 'Can change public content'),
(43, 11, 'delete_publiccontent', 'Can delete public content'),
(44, 11, 'view_publiccontent', 'Can view public content'),
(45, 12, 'add_edition', 'Can add edition'),
(46, 12, 'change_edition', 'Can change edition'),
(47, 12, 'delete_edition', 'Can delete edition'),
(48, 12, 'view_edition', 'Can view edition'),
(49, 12, 'submit_edition', 'Can submit an edition'),
(50, 12, 'publish_edition', 'Can publish, schedule, reject and withdraw an edition'),
(51, 12, 'remove_edition', 'Can remove an article from the site'),
(52, 13, 'add_auditentry', 'Can add act'),
(53, 13, 'change_auditentry', 'Can change act'),
(54, 13, 'delete_auditentry', 'Can delete act'),
(55, 13, 'view_auditentry', 'Can view act'),
(56, 14, 'add_attachment', 'Can add attachment'),
(57, 14, 'change_attachment', 'Can change attachment'),
(58, 14, 'delete_attachment', 'Can delete attachment'),
(59, 14, 'view_attachment', 'Can view attachment'),
(60, 15, 'add_image', 'Can add image'),
(61, 15, 'change_image', 'Can change image'),
(62, 15, 'delete_image', 'Can delete image'),
(63, 15, 'view_image', 'Can view image'),
(64, 16, 'add_organization', 'Can add organization'),
(65, 16, 'change_organization', 'Can change organization'),
(66, 16, 'delete_organization', 'Can delete organization'),
(67, 16, 'view_organization', 'Can view organization'),
(68, 17, 'add_editionorganization', 'Can add organization in the article'),
(69, 17, 'change_editionorganization', 'Can change organization in the article'),
(70, 17, 'delete_editionorganization', 'Can delete organization in the article'),
(71, 17, 'view_editionorganization', 'Can view organization in the article'),
(72, 18, 'add_page', 'Can add page'),
(73, 18, 'change_page', 'Can change page'),
(74, 18, 'delete_page', 'Can delete page'),
(75, 18, 'view_page', 'Can view page'),
(76, 19, 'add_person', 'Can add person'),
(77, 19, 'change_person', 'Can change person'),
(78, 19, 'delete_person', 'Can delete person'),
(79, 19, 'view_person', 'Can view person'),
(80, 20, 'add_editionperson', 'Can add person in the article'),
(81, 20, 'change_editionperson', 'Can change person in the article'),
(82, 20, 'delete_editionperson', 'Can delete person in the article'),
(83, 20, 'view_editionperson', 'Can view person in the article'),
(84, 21, 'add_appointment', 'Can add appointment'),
(85, 21, 'change_appointment', 'Can change appointment'),
(86, 21, 'delete_appointment', 'Can delete appointment'),
(87, 21, 'view_appointment', 'Can view appointment'),
(88, 22, 'add_tombstone', 'Can add removal'),
(89, 22, 'change_tombstone', 'Can change removal'),
(90, 22, 'delete_tombstone', 'Can delete removal'),
(91, 22, 'view_tombstone', 'Can view removal'),
(92, 23, 'add_topic', 'Can add topic'),
(93, 23, 'change_topic', 'Can change topic'),
(94, 23, 'delete_topic', 'Can delete topic'),
(95, 23, 'view_topic', 'Can view topic'),
(96, 24, 'add_viewcount', 'Can add reads of a day'),
(97, 24, 'change_viewcount', 'Can change reads of a day'),
(98, 24, 'delete_viewcount', 'Can delete reads of a day'),
(99, 24, 'view_viewcount', 'Can view reads of a day'),
(100, 25, 'add_editionimage', 'Can add picture in the gallery'),
(101, 25, 'change_editionimage', 'Can change picture in the gallery'),
(102, 25, 'delete_editionimage', 'Can delete picture in the gallery'),
(103, 25, 'view_editionimage', 'Can view picture in the gallery'),
(104, 26, 'add_searchstate', 'Can add search state'),
(105, 26, 'change_searchstate', 'Can change search state'),
(106, 26, 'delete_searchstate', 'Can delete search state'),
(107, 26, 'view_searchstate', 'Can view search state'),
(108, 27, 'add_searchdocument', 'Can add search document'),
(109, 27, 'change_searchdocument', 'Can change search document'),
(110, 27, 'delete_searchdocument', 'Can delete search document'),
(111, 27, 'view_searchdocument', 'Can view search document'),
(112, 28, 'add_searchterm', 'Can add search term'),
(113, 28, 'change_searchterm', 'Can change search term'),
(114, 28, 'delete_searchterm', 'Can delete search term'),
(115, 28, 'view_searchterm', 'Can view search term'),
(116, 29, 'add_savedreads', 'Can add saved reads'),
(117, 29, 'change_savedreads', 'Can change saved reads'),
(118, 29, 'delete_savedreads', 'Can delete saved reads'),
(119, 29, 'view_savedreads', 'Can view saved reads'),
(120, 30, 'add_notice', 'Can add notice'),
(121, 30, 'change_notice', 'Can change notice'),
(122, 30, 'delete_notice', 'Can delete notice'),
(123, 30, 'view_notice', 'Can view notice'),
(124, 31, 'add_dismissedname', 'Can add name set aside'),
(125, 31, 'change_dismissedname', 'Can change name set aside'),
(126, 31, 'delete_dismissedname', 'Can delete name set aside'),
(127, 31, 'view_dismissedname', 'Can view name set aside'),
(128, 32, 'add_autosave', 'Can add autosave'),
(129, 32, 'change_autosave', 'Can change autosave'),
(130, 32, 'delete_autosave', 'Can delete autosave'),
(131, 32, 'view_autosave', 'Can view autosave'),
(132, 33, 'add_presence', 'Can add presence'),
(133, 33, 'change_presence', 'Can change presence'),
(134, 33, 'delete_presence', 'Can delete presence'),
(135, 33, 'view_presence', 'Can view presence'),
(136, 34, 'add_sharelink', 'Can add share link'),
(137, 34, 'change_sharelink', 'Can change share link'),
(138, 34, 'delete_sharelink', 'Can delete share link'),
(139, 34, 'view_sharelink', 'Can view share link'),
(140, 35, 'add_shareopening', 'Can add share opening'),
(141, 35, 'change_shareopening', 'Can change share opening'),
(142, 35, 'delete_shareopening', 'Can delete share opening'),
(143, 35, 'view_shareopening', 'Can view share opening'),
(144, 36, 'add_accessibilityrun', 'Can add accessibility test'),
(145, 36, 'change_accessibilityrun', 'Can change accessibility test'),
(146, 36, 'delete_accessibilityrun', 'Can delete accessibility test'),
(147, 36, 'view_accessibilityrun', 'Can view accessibility test'),
(148, 37, 'add_recording', 'Can add recording'),
(149, 37, 'change_recording', 'Can change recording'),
(150, 37, 'delete_recording', 'Can delete recording'),
(151, 37, 'view_recording', 'Can view recording'),
(152, 38, 'add_auditseal', 'Can add audit seal'),
(153, 38, 'change_auditseal', 'Can change audit seal'),
(154, 38, 'delete_auditseal', 'Can delete audit seal'),
(155, 38, 'view_auditseal', 'Can view audit seal'),
(156, 39, 'add_parity', 'Can add parity of a translation'),
(157, 39, 'change_parity', 'Can change parity of a translation'),
(158, 39, 'delete_parity', 'Can delete parity of a translation'),
(159, 39, 'view_parity', 'Can view parity of a translation'),
(160, 40, 'add_articlenote', 'Can add article note'),
(161, 40, 'change_articlenote', 'Can change article note'),
(162, 40, 'delete_articlenote', 'Can delete article note'),
(163, 40, 'view_articlenote', 'Can view article note'),
(164, 41, 'add_reminder', 'Can add reminder'),
(165, 41, 'change_reminder', 'Can change reminder'),
(166, 41, 'delete_reminder', 'Can delete reminder'),
(167, 41, 'view_reminder', 'Can view reminder'),
(168, 42, 'add_review', 'Can add review'),
(169, 42, 'change_review', 'Can change review'),
(170, 42, 'delete_review', 'Can delete review'),
(171, 42, 'view_review', 'Can view review'),
(172, 43, 'add_linkcheck', 'Can add link check'),
(173, 43, 'change_linkcheck', 'Can change link check'),
(174, 43, 'delete_linkcheck', 'Can delete link check'),
(175, 43, 'view_linkcheck', 'Can view link check'),
(176, 44, 'add_brokenlink', 'Can add broken link'),
(177, 44, 'change_brokenlink', 'Can change broken link'),
(178, 44, 'delete_brokenlink', 'Can delete broken link'),
(179, 44, 'view_brokenlink', 'Can view broken link');
INSERT INTO "auth_user" VALUES
(1, 'pbkdf2_sha256$1000000$sGinREvDJIeiTfmYoYNLGS$T39ZiIH5EQT0j/yawl+2ffnLRNFawk2rwEDg0FBGTJw=', NULL, 0, 'leyla', '', 'leyla@example.org', 1, 1, '2026-11-28 23:19:19.392108', 'Leyla'),
(2, 'pbkdf2_sha256$1000000$X9eXpuTa3nl3fcaBZ3K9jS$f/5DRnO8RY5D5GUAKot+eJ4i2bWo79PXahO6x5Mx1bI=', NULL, 0, 'rauf', '', 'rauf@example.org', 1, 1, '2026-11-28 23:19:20.000719', 'Rauf');
INSERT INTO "auth_group_permissions" VALUES
(1, 1, 148),
(2, 1, 149),
(3, 1, 150),
(4, 1, 151),
(5, 1, 37),
(6, 1, 38),
(7, 1, 40),
(8, 1, 45),
(9, 1, 46),
(10, 1, 48),
(11, 1, 49),
(12, 1, 55),
(13, 1, 56),
(14, 1, 57),
(15, 1, 58),
(16, 1, 59),
(17, 1, 60),
(18, 1, 61),
(19, 1, 63),
(20, 1, 64),
(21, 1, 65),
(22, 1, 67),
(23, 1, 68),
(24, 1, 69),
(25, 1, 70),
(26, 1, 71),
(27, 1, 75),
(28, 1, 76),
(29, 1, 77),
(30, 1, 79),
(31, 1, 80),
(32, 1, 81),
(33, 1, 82),
(34, 1, 83),
(35, 1, 84),
(36, 1, 85),
(37, 1, 87),
(38, 1, 92),
(39, 1, 95),
(40, 1, 99),
(41, 1, 100),
(42, 1, 101),
(43, 1, 102),
(44, 1, 103),
(45, 1, 123),
(46, 2, 148),
(47, 2, 149),
(48, 2, 150),
(49, 2, 151),
(50, 2, 37),
(51, 2, 38),
(52, 2, 40),
(53, 2, 45),
(54, 2, 46),
(55, 2, 47),
(56, 2, 48),
(57, 2, 49),
(58, 2, 50),
(59, 2, 55),
(60, 2, 56),
(61, 2, 57),
(62, 2, 58),
(63, 2, 59),
(64, 2, 60),
(65, 2, 61),
(66, 2, 62),
(67, 2, 63),
(68, 2, 64),
(69, 2, 65),
(70, 2, 66),
(71, 2, 67),
(72, 2, 68),
(73, 2, 69),
(74, 2, 70),
(75, 2, 71),
(76, 2, 72),
(77, 2, 73),
(78, 2, 75),
(79, 2, 76),
(80, 2, 77),
(81, 2, 78),
(82, 2, 79),
(83, 2, 80),
(84, 2, 81),
(85, 2, 82),
(86, 2, 83),
(87, 2, 84),
(88, 2, 85),
(89, 2, 86),
(90, 2, 87),
(91, 2, 92),
(92, 2, 93),
(93, 2, 94),
(94, 2, 95),
(95, 2, 99),
(96, 2, 100),
(97, 2, 101),
(98, 2, 102),
(99, 2, 103),
(100, 2, 120),
(101, 2, 121),
(102, 2, 123),
(103, 3, 4),
(104, 3, 12),
(105, 3, 13),
(106, 3, 14),
(107, 3, 15),
(108, 3, 16),
(109, 3, 148),
(110, 3, 149),
(111, 3, 150),
(112, 3, 151),
(113, 3, 37),
(114, 3, 38),
(115, 3, 40),
(116, 3, 45),
(117, 3, 46),
(118, 3, 47),
(119, 3, 48),
(120, 3, 49),
(121, 3, 50),
(122, 3, 51),
(123, 3, 55),
(124, 3, 56),
(125, 3, 57),
(126, 3, 58),
(127, 3, 59),
(128, 3, 60),
(129, 3, 61),
(130, 3, 62),
(131, 3, 63),
(132, 3, 64),
(133, 3, 65),
(134, 3, 66),
(135, 3, 67),
(136, 3, 68),
(137, 3, 69),
(138, 3, 70),
(139, 3, 71),
(140, 3, 72),
(141, 3, 73),
(142, 3, 74),
(143, 3, 75),
(144, 3, 76),
(145, 3, 77),
(146, 3, 78),
(147, 3, 79),
(148, 3, 80),
(149, 3, 81),
(150, 3, 82),
(151, 3, 83),
(152, 3, 84),
(153, 3, 85),
(154, 3, 86),
(155, 3, 87),
(156, 3, 89),
(157, 3, 91),
(158, 3, 92),
(159, 3, 93),
(160, 3, 94),
(161, 3, 95),
(162, 3, 99),
(163, 3, 100),
(164, 3, 101),
(165, 3, 102),
(166, 3, 103),
(167, 3, 120),
(168, 3, 121),
(169, 3, 122),
(170, 3, 123);
INSERT INTO "auth_user_groups" VALUES
(1, 1, 1),
(2, 2, 2);
INSERT INTO "auth_group" VALUES
(1, 'writer'),
(2, 'editor'),
(3, 'administrator');
INSERT INTO "django_content_type" VALUES
(1, 'admin', 'logentry'),
(2, 'auth', 'permission'),
(3, 'auth', 'group'),
(4, 'auth', 'user'),
(5, 'contenttypes', 'contenttype'),
(6, 'sessions', 'session'),
(7, 'account', 'emailaddress'),
(8, 'account', 'emailconfirmation'),
(9, 'mfa', 'authenticator'),
(10, 'news', 'article'),
(11, 'news', 'publiccontent'),
(12, 'news', 'edition'),
(13, 'news', 'auditentry'),
(14, 'news', 'attachment'),
(15, 'news', 'image'),
(16, 'news', 'organization'),
(17, 'news', 'editionorganization'),
(18, 'news', 'page'),
(19, 'news', 'person'),
(20, 'news', 'editionperson'),
(21, 'news', 'appointment'),
(22, 'news', 'tombstone'),
(23, 'news', 'topic'),
(24, 'news', 'viewcount'),
(25, 'news', 'editionimage'),
(26, 'news', 'searchstate'),
(27, 'news', 'searchdocument'),
(28, 'news', 'searchterm'),
(29, 'news', 'savedreads'),
(30, 'news', 'notice'),
(31, 'news', 'dismissedname'),
(32, 'news', 'autosave'),
(33, 'news', 'presence'),
(34, 'news', 'sharelink'),
(35, 'news', 'shareopening'),
(36, 'news', 'accessibilityrun'),
(37, 'news', 'recording'),
(38, 'news', 'auditseal'),
(39, 'news', 'parity'),
(40, 'news', 'articlenote'),
(41, 'news', 'reminder'),
(42, 'news', 'review'),
(43, 'news', 'linkcheck'),
(44, 'news', 'brokenlink');
INSERT INTO "news_parity" VALUES
(1, 'in_step', '{"title": ["İşğəncəyə qarşı seminar"], "summary": ["İşğəncəyə qarşı seminar: qısa məzmun"], "body": ["İşğəncəyə qarşı seminar. Şəhərdə görüş keçirilib."]}', '2026-11-28 23:19:20.701634', 0, NULL, 2, 1),
(2, 'in_step', '{"title": ["İşğəncəyə qarşı seminar"], "summary": ["İşğəncəyə qarşı seminar: qısa məzmun"], "body": ["İşğəncəyə qarşı seminar. Şəhərdə görüş keçirilib."]}', '2026-11-28 23:19:20.701634', 0, NULL, 2, 2),
(3, 'in_step', '{"title": ["Köçkünlərin hüquqları"], "summary": ["Köçkünlərin hüquqları: qısa məzmun"], "body": ["Köçkünlərin hüquqları. Şəhərdə görüş keçirilib."]}', '2026-11-28 23:19:21.074519', 0, NULL, 2, 3),
(4, 'in_step', '{"title": ["Səhvən dərc edilib"], "summary": ["Səhvən dərc edilib: qısa məzmun"], "body": ["Səhvən dərc edilib. Şəhərdə görüş keçirilib."]}', '2026-11-28 23:19:21.328020', 0, NULL, 2, 4),
(5, 'in_step', '{"title": ["Gələcək xəbər"], "summary": ["Gələcək xəbər: qısa məzmun"], "body": ["Gələcək xəbər. Şəhərdə görüş keçirilib."]}', '2026-11-28 23:19:21.510010', 0, NULL, 2, 5),
(6, 'draft', '', NULL, 0, NULL, NULL, 6),
(7, 'draft', '', NULL, 0, NULL, NULL, 7),
(8, 'in_step', '{"title": ["Şəkilli xəbər"], "summary": ["Şəkilli xəbər: qısa məzmun"], "body": ["Şəkilli xəbər. Şəhərdə görüş keçirilib."]}', '2026-11-28 23:19:21.897290', 0, NULL, 2, 8);
INSERT INTO "news_publiccontent" VALUES
(1, 15);
INSERT INTO "news_organization" VALUES
(1, 'Ombudsman Aparatı', 'Ombudsman Aparatı', 'Ombudsman Office', '', NULL, NULL, 'ombudsman-aparati', 'ombudsman-aparati', 'ombudsman-office', 'this_office', '', NULL, NULL, '', '', '41392248254539214010214321442147330010000000001000000', '41392248254539214010214321442147330010000000001000000', '35332241243933213410352626292325001000000000100000', 'ombudsman aparati
ombudsman office


');
INSERT INTO "news_person" VALUES
(1, 'Aydın Səfixanlı', 'Aydın Səfixanlı', 'Aydin Safikhanli', 'aydin-sefixanli', 'aydin-sefixanli', 'aydin-safikhanli', '', NULL, NULL, '', '45272834322140383310215125334000100000000010000', '45272834322140383310215125334000100000000010000', '39212629312821343229102145242934001000000000010000', 'aydin sefixanli
aydin safikhanli
', NULL);
INSERT INTO "news_appointment" VALUES
(1, 'Aparat rəhbəri', 'Aparat rəhbəri', 'Chief of the Staff', '2020-01-01', NULL, 1, 1);
INSERT INTO "news_tombstone" VALUES
(1, 'Səhv.', 'Səhv.', 'An error.', '', '2026-11-28 23:19:21.362449', 3, 2);
INSERT INTO "news_topic" VALUES
(1, 'Miqrasiya', 'Miqrasiya', 'Migration', 'miqrasiya', 'miqrasiya', 'migration', '', NULL, NULL, '39343744214534512100100000000', '39343744214534512100100000000', '33292738214029353400100000000', 'miqrasiya
migration
');
INSERT INTO "news_edition_topics" VALUES
(1, 1, 1),
(2, 2, 1),
(3, 3, 1),
(4, 4, 1),
(5, 5, 1),
(6, 6, 1),
(7, 7, 1),
(8, 8, 1);
INSERT INTO "news_editionimage" VALUES
(1, 0, 8, 1);
INSERT INTO "news_editionorganization" VALUES
(1, 1, 0, 1, 1),
(2, 1, 0, 2, 1),
(3, 1, 0, 3, 1),
(4, 1, 0, 4, 1),
(5, 1, 0, 5, 1),
(6, 1, 0, 6, 1),
(7, 1, 0, 7, 1),
(8, 1, 0, 8, 1);
INSERT INTO "news_searchstate" VALUES
(1, 1, NULL, 14, 0);
INSERT INTO "news_editionperson" VALUES
(1, 'Aparat rəhbəri', 'Aparat rəhbəri', 'Chief of the Staff', 0, 1, 1),
(2, 'Aparat rəhbəri', 'Aparat rəhbəri', 'Chief of the Staff', 0, 2, 1),
(3, 'Aparat rəhbəri', 'Aparat rəhbəri', 'Chief of the Staff', 0, 3, 1),
(4, 'Aparat rəhbəri', 'Aparat rəhbəri', 'Chief of the Staff', 0, 4, 1),
(5, 'Aparat rəhbəri', 'Aparat rəhbəri', 'Chief of the Staff', 0, 5, 1),
(6, '', NULL, NULL, 0, 6, 1),
(7, '', NULL, NULL, 0, 7, 1),
(8, 'Aparat rəhbəri', 'Aparat rəhbəri', 'Chief of the Staff', 0, 8, 1);
INSERT INTO "news_viewcount" VALUES
(1, 'az', '2024-06-01', 5, 7, 0),
(2, 'az', '2024-06-02', 7, 7, 0);
INSERT INTO "news_searchdocument" VALUES
(4294967299, 'az', 'edition-2', '2024-03-01 08:00:00', 'İşğəncəyə qarşı seminar', 'İşğəncəyə qarşı seminar: qısa məzmun
İşğəncəyə qarşı seminar. Şəhərdə görüş keçirilib.
Aydın Səfixanlı Aparat rəhbəri
Ombudsman Aparatı
Miqrasiya', 'aisgence aisgencek aisgencey aisgenceye aqaris aqars aqarsi aseminar', 'aaparat aaparati aayd aaydi aaydin aayid agorus aisgence aisgencek aisgencey aisgenceye akecirilib amezmu amezmun amiqrasiya aombudsma aombudsman aqaris aqars aqarsi aqis aqisa arehber arehberi asefixanl asefixanli aseher aseherd aseherde aseminar fkindnews forganization1 fperson1 fslice2097152 ftopic1', 2),
(4294967300, 'en', 'edition-2', '2024-03-01 08:00:00', 'Seminar against torture in Baku', 'Seminar against torture in short
Seminar against torture. A meeting was held in the city.
Aydin Safikhanli Chief of the Staff
Ombudsman Office
Migration', 'eagainst ebaku ein eseminar etortur etorture', 'eagainst eaydin ebaku echief eciti ecity eheld ein emeet emeeting emigrat emigration eof eoffic eoffice eombudsman esafikhan esafikhanli eseminar eshort estaff ethe etortur etorture ewas fkindnews forganization1 fperson1 fslice2097152 ftopic1', 2),
(4294967303, 'az', 'edition-3', '2024-04-01 08:00:00', 'Köçkünlərin hüquqları', 'Köçkünlərin hüquqları: qısa məzmun
Köçkünlərin hüquqları. Şəhərdə görüş keçirilib.
Aydın Səfixanlı Aparat rəhbəri
Ombudsman Aparatı
Miqrasiya', 'ahuquq ahuquqlar ahuquqlari akockun akockunler akockunleri akockunlerin', 'aaparat aaparati aayd aaydi aaydin aayid agorus ahuquq ahuquqlar ahuquqlari akecirilib akockun akockunler akockunleri akockunlerin amezmu amezmun amiqrasiya aombudsma aombudsman aqis aqisa arehber arehberi asefixanl asefixanli aseher aseherd aseherde fkindnews forganization1 fperson1 fslice2097152 ftopic1', 3),
(4294967304, 'en', 'edition-3', '2024-04-01 08:00:00', 'Rights of displaced people', 'Rights of displaced people in short
Rights of displaced people. A meeting was held in the city.
Aydin Safikhanli Chief of the Staff
Ombudsman Office
Migration', 'edisplac edisplaced eof epeopl epeople eright erights', 'eaydin echief eciti ecity edisplac edisplaced eheld ein emeet emeeting emigrat emigration eof eoffic eoffice eombudsman epeopl epeople eright erights esafikhan esafikhanli eshort estaff ethe ewas fkindnews forganization1 fperson1 fslice2097152 ftopic1', 3),
(4294967307, 'az', 'edition-5', '2099-01-01 08:00:00', 'Gələcək xəbər', 'Gələcək xəbər: qısa məzmun
Gələcək xəbər. Şəhərdə görüş keçirilib.
Aydın Səfixanlı Aparat rəhbəri
Ombudsman Aparatı
Miqrasiya', 'agelecek axeber', 'aaparat aaparati aayd aaydi aaydin aayid agelecek agorus akecirilib amezmu amezmun amiqrasiya aombudsma aombudsman aqis aqisa arehber arehberi asefixanl asefixanli aseher aseherd aseherde axeber fkindnews forganization1 fperson1 fslice2097152 ftopic1', 5),
(4294967308, 'en', 'edition-5', '2099-01-01 08:00:00', 'News of the future', 'News of the future in short
News of the future. A meeting was held in the city.
Aydin Safikhanli Chief of the Staff
Ombudsman Office
Migration', 'efutur efuture enews eof ethe', 'eaydin echief eciti ecity efutur efuture eheld ein emeet emeeting emigrat emigration enews eof eoffic eoffice eombudsman esafikhan esafikhanli eshort estaff ethe ewas fkindnews forganization1 fperson1 fslice2097152 ftopic1', 5),
(4294967309, 'az', 'edition-8', '2024-06-01 08:00:00', 'Şəkilli xəbər', 'Şəkilli xəbər: qısa məzmun
Şəkilli xəbər. Şəhərdə görüş keçirilib.
Aydın Səfixanlı Aparat rəhbəri
Ombudsman Aparatı
Miqrasiya', 'asekill asekilli axeber', 'aaparat aaparati aayd aaydi aaydin aayid agorus akecirilib amezmu amezmun amiqrasiya aombudsma aombudsman aqis aqisa arehber arehberi asefixanl asefixanli aseher aseherd aseherde asekill asekilli axeber fkindnews forganization1 fperson1 fslice2097152 ftopic1', 8),
(4294967310, 'en', 'edition-8', '2024-06-01 08:00:00', 'News with a picture', 'News with a picture in short
News with a picture. A meeting was held in the city.
Aydin Safikhanli Chief of the Staff
Ombudsman Office
Migration', 'enews epictur epicture ewith', 'eaydin echief eciti ecity eheld ein emeet emeeting emigrat emigration enews eof eoffic eoffice eombudsman epictur epicture esafikhan esafikhanli eshort estaff ethe ewas ewith fkindnews forganization1 fperson1 fslice2097152 ftopic1', 8);
INSERT INTO "news_searchterm" VALUES
(1, 1, 'aaparat', 'aatarap', 'aparat', 'Aparat', 4, 4),
(2, 1, 'aaparati', 'aaitarap', 'aparati', 'Aparatı', 4, 4),
(3, 1, 'aayd', 'aady', 'aid', 'Ayd', 4, 4),
(4, 1, 'aaydi', 'aaidy', 'aidi', 'Aydı', 4, 4),
(5, 1, 'aaydin', 'aanidy', 'aidin', 'Aydın', 4, 4),
(6, 1, 'aayid', 'aadiy', 'aid', 'Ayıd', 4, 4),
(7, 1, 'agorus', 'agsuro', 'gorus', 'görüş', 4, 0),
(8, 1, 'aisgence', 'aiecnegs', 'isganca', 'İşğəncə', 1, 1),
(9, 1, 'aisgencek', 'aikecnegs', 'isgancag', 'İşğəncək', 1, 1),
(10, 1, 'aisgencey', 'aiyecnegs', 'isgancai', 'İşğəncəy', 1, 1),
(11, 1, 'aisgenceye', 'aieyecnegs', 'isgancaia', 'İşğəncəyə', 1, 1),
(12, 1, 'akecirilib', 'akbilirice', 'gacirilib', 'keçirilib', 4, 0),
(13, 1, 'amezmu', 'amumze', 'mazmu', 'məzmu', 4, 0),
(14, 1, 'amezmun', 'amnumze', 'mazmun', 'məzmun', 4, 0),
(15, 1, 'amiqrasiya', 'amayisarqi', 'migrasia', 'Miqrasiya', 4, 4),
(16, 1, 'aombudsma', 'aoamsdubm', 'ombudsma', 'Ombudsma', 4, 4),
(17, 1, 'aombudsman', 'aonamsdubm', 'ombudsman', 'Ombudsman', 4, 4),
(18, 1, 'aqaris', 'aqsira', 'garis', 'qarış', 1, 0),
(19, 1, 'aqars', 'aqsra', 'gars', 'qarş', 1, 0),
(20, 1, 'aqarsi', 'aqisra', 'garsi', 'qarşı', 1, 0),
(21, 1, 'aqis', 'aqsi', 'gis', 'qıs', 4, 0),
(22, 1, 'aqisa', 'aqasi', 'gisa', 'qısa', 4, 0),
(23, 1, 'arehber', 'arrebhe', 'rahbar', 'rəhbər', 4, 0),
(24, 1, 'arehberi', 'arirebhe', 'rahbari', 'rəhbəri', 4, 0),
(25, 1, 'asefixanl', 'aslnaxife', 'safihanl', 'Səfixanl', 4, 4),
(26, 1, 'asefixanli', 'asilnaxife', 'safihanli', 'Səfixanlı', 4, 4),
(27, 1, 'aseher', 'asrehe', 'sahar', 'Şəhər', 4, 4),
(28, 1, 'aseherd', 'asdrehe', 'sahard', 'Şəhərd', 4, 4),
(29, 1, 'aseherde', 'asedrehe', 'saharda', 'Şəhərdə', 4, 4),
(30, 1, 'aseminar', 'asranime', 'saminar', 'seminar', 1, 0),
(31, 1, 'eagainst', 'eatsniag', 'against', 'against', 1, 0),
(32, 1, 'eaydin', 'eanidy', 'aidin', 'Aydin', 4, 4),
(33, 1, 'echief', 'ecfeih', 'ciaf', 'Chief', 4, 4),
(34, 1, 'eciti', 'eciti', 'citi', 'city', 4, 0),
(35, 1, 'ecity', 'ecyti', 'citi', 'city', 4, 0),
(36, 1, 'eheld', 'ehdle', 'hald', 'held', 4, 0),
(37, 1, 'ein', 'ein', 'in', 'in', 4, 0),
(38, 1, 'emeet', 'emtee', 'mat', 'meeting', 4, 0),
(39, 1, 'emeeting', 'emgnitee', 'mating', 'meeting', 4, 0),
(40, 1, 'emigrat', 'emtargi', 'migrat', 'Migration', 4, 4),
(41, 1, 'emigration', 'emnoitargi', 'migration', 'Migration', 4, 4),
(42, 1, 'eof', 'eof', 'of', 'of', 4, 0),
(43, 1, 'eoffic', 'eociff', 'ofic', 'Office', 4, 4),
(44, 1, 'eoffice', 'eoeciff', 'ofica', 'Office', 4, 4),
(45, 1, 'eombudsman', 'eonamsdubm', 'ombudsman', 'Ombudsman', 4, 4),
(46, 1, 'esafikhan', 'esnahkifa', 'safihan', 'Safikhanli', 4, 4),
(47, 1, 'esafikhanli', 'esilnahkifa', 'safihanli', 'Safikhanli', 4, 4),
(48, 1, 'eseminar', 'esranime', 'saminar', 'Seminar', 1, 1),
(49, 1, 'eshort', 'estroh', 'sort', 'short', 4, 0),
(50, 1, 'estaff', 'esffat', 'staf', 'Staff', 4, 4),
(51, 1, 'ethe', 'eteh', 'tha', 'the', 4, 0),
(52, 1, 'etortur', 'etrutro', 'tortur', 'torture', 1, 0),
(53, 1, 'etorture', 'eterutro', 'tortura', 'torture', 1, 0),
(54, 1, 'ewas', 'ewsa', 'vas', 'was', 4, 0),
(141, 1, 'ebaku', 'ebuka', 'bagu', 'Baku', 1, 1),
(171, 1, 'ahuquq', 'ahququ', 'hugug', 'hüquq', 1, 0),
(172, 1, 'ahuquqlar', 'ahralququ', 'huguglar', 'hüquqlar', 1, 0),
(173, 1, 'ahuquqlari', 'ahiralququ', 'huguglari', 'hüquqları', 1, 0),
(175, 1, 'akockun', 'aknukco', 'gocgun', 'Köçkün', 1, 1),
(176, 1, 'akockunler', 'akrelnukco', 'gocgunlar', 'Köçkünlər', 1, 1),
(177, 1, 'akockunleri', 'akirelnukco', 'gocgunlari', 'Köçkünləri', 1, 1),
(178, 1, 'akockunlerin', 'aknirelnukco', 'gocgunlarin', 'Köçkünlərin', 1, 1),
(197, 1, 'edisplac', 'edcalpsi', 'displac', 'displaced', 1, 0),
(198, 1, 'edisplaced', 'eddecalpsi', 'displacad', 'displaced', 1, 0),
(209, 1, 'epeopl', 'eplpoe', 'paopl', 'people', 1, 0),
(210, 1, 'epeople', 'epelpoe', 'paopla', 'people', 1, 0),
(211, 1, 'eright', 'erthgi', 'rigt', 'Rights', 1, 1),
(212, 1, 'erights', 'ersthgi', 'rigts', 'Rights', 1, 1),
(335, 1, 'aderc', 'adcre', 'darc', 'dərc', 0, 0),
(336, 1, 'aedilib', 'aebilid', 'adilib', 'edilib', 0, 0),
(353, 1, 'asehve', 'asevhe', 'sahva', 'Səhvə', 0, 0),
(354, 1, 'asehven', 'asnevhe', 'sahvan', 'Səhvən', 0, 0),
(359, 1, 'eerror', 'eerorr', 'aror', 'error', 0, 0),
(370, 1, 'epublish', 'ephsilbu', 'publis', 'Published', 0, 0),
(371, 1, 'epublished', 'epdehsilbu', 'publisad', 'Published', 0, 0),
(433, 1, 'agelecek', 'agkecele', 'galacag', 'Gələcək', 1, 1),
(450, 1, 'axeber', 'axrebe', 'habar', 'xəbər', 2, 0),
(455, 1, 'efutur', 'efrutu', 'futur', 'future', 1, 0),
(456, 1, 'efuture', 'eferutu', 'futura', 'future', 1, 0),
(463, 1, 'enews', 'enswe', 'navs', 'News', 2, 2),
(496, 1, 'asekill', 'asllike', 'sagil', 'Şəkill', 1, 1),
(497, 1, 'asekilli', 'asillike', 'sagili', 'Şəkilli', 1, 1),
(514, 1, 'epictur', 'eprutci', 'pictur', 'picture', 1, 0),
(515, 1, 'epicture', 'eperutci', 'pictura', 'picture', 1, 0),
(522, 1, 'ewith', 'ewhti', 'vith', 'with', 1, 0);
INSERT INTO "news_notice" VALUES
(1, 'Yeni nömrə', 'Yeni nömrə', 'A new number', '', NULL, NULL, 1, '2026-11-28 23:19:21.943952');
INSERT INTO "news_image" VALUES
(1, 'images/meeting.png', 0, 0, 'Görüş iştirakçıları', 'Görüş iştirakçıları', 'The participants of the meeting', 0, '', NULL, NULL, '', NULL, NULL, '', '2026-11-28 23:19:20.541603', 'gorus istirakcilari
the participants of the meeting



', '', 50, 50, '', 0, '{}');
INSERT INTO "news_article" VALUES
(1, 101, 'news', 0, '2026-11-28 23:19:20.542655', NULL, 'az'),
(2, 102, 'news', 0, '2026-11-28 23:19:20.954585', NULL, 'az'),
(3, 103, 'news', 0, '2026-11-28 23:19:21.182678', NULL, 'az'),
(4, 104, 'news', 0, '2026-11-28 23:19:21.382170', NULL, 'az'),
(5, 105, 'news', 0, '2026-11-28 23:19:21.554712', NULL, 'az'),
(6, 106, 'news', 0, '2026-11-28 23:19:21.678805', NULL, 'az'),
(7, 107, 'news', 0, '2026-11-28 23:19:21.763026', NULL, 'az');
INSERT INTO "news_page" VALUES
(1, 'Haqqımızda', 'Haqqımızda', 'About us', 'haqqimizda', 'haqqimizda', 'about-us', '<p>Biz.</p>', '<p>Biz.</p>', '<p>We.</p>', 0, '2026-11-28 23:19:21.942920', 0);
INSERT INTO "news_auditseal" VALUES
(1, 18, 'deba0a9308db09d09abd1416bb783e4d0443e03cee7f0a986061839e88a31e8a');
INSERT INTO "news_auditentry" VALUES
(1, 1, 'submit', '2026-11-28 23:19:20.664012', '', 1, 1, 1, '0000000000000000000000000000000000000000000000000000000000000000', '26de581b18a4275377ec077972832ec0cc5d86e878340234c9f49c827e463b99', 101, 'Leyla', 1),
(2, 1, 'publish', '2026-11-28 23:19:20.708008', '', 1, 1, 2, '26de581b18a4275377ec077972832ec0cc5d86e878340234c9f49c827e463b99', '23aa7c22a7c4c69cabfd4180dd562ffa3e667b2579317a78f3ce325774ca6778', 101, 'Rauf', 2),
(3, 2, 'new_edition', '2026-11-28 23:19:20.829323', '', 1, 2, 3, '23aa7c22a7c4c69cabfd4180dd562ffa3e667b2579317a78f3ce325774ca6778', '7caea99bdf2ef7ce60822dae74896369d2d73df91e5edc44ed9f27eb522e12fe', 101, 'Leyla', 1),
(4, 2, 'submit', '2026-11-28 23:19:20.880739', '', 1, 2, 4, '7caea99bdf2ef7ce60822dae74896369d2d73df91e5edc44ed9f27eb522e12fe', 'fe129d0fecd171492c17ec3e76aaf035368a3905f4e92131550414c8d218ff44', 101, 'Leyla', 1),
(5, 2, 'publish', '2026-11-28 23:19:20.919649', '', 1, 2, 5, 'fe129d0fecd171492c17ec3e76aaf035368a3905f4e92131550414c8d218ff44', 'c7a918e317f9f39566aa906929c5582a97efd231bfa35409fcd1c03c4bba29aa', 101, 'Rauf', 2),
(6, 1, 'submit', '2026-11-28 23:19:21.038281', '', 2, 3, 6, 'c7a918e317f9f39566aa906929c5582a97efd231bfa35409fcd1c03c4bba29aa', 'e7da2e0c295312223302e4d70e3a9e1a957ded90c910738d0b7c33c26b49fb6b', 102, 'Leyla', 1),
(7, 1, 'publish', '2026-11-28 23:19:21.084613', '', 2, 3, 7, 'e7da2e0c295312223302e4d70e3a9e1a957ded90c910738d0b7c33c26b49fb6b', '94bdf8922e17eea83e33f3a1103f116000c475e086baf8d0bf8d85424f214bca', 102, 'Rauf', 2),
(8, 1, 'withdraw', '2026-11-28 23:19:21.136348', 'Rəqəmlər yanlışdır.
The figures are wrong.', 2, 3, 8, '94bdf8922e17eea83e33f3a1103f116000c475e086baf8d0bf8d85424f214bca', '1d8cdb8825f002350cdc18d8307799359942f5427ef4d54ce8965dc123633920', 102, 'Rauf', 2),
(9, 1, 'submit', '2026-11-28 23:19:21.278154', '', 3, 4, 9, '1d8cdb8825f002350cdc18d8307799359942f5427ef4d54ce8965dc123633920', 'c6bdc7a8c21e1f20994e0a01114121a4c3fd5010ada4ca38ba3614b7df8bdecb', 103, 'Leyla', 1),
(10, 1, 'publish', '2026-11-28 23:19:21.330015', '', 3, 4, 10, 'c6bdc7a8c21e1f20994e0a01114121a4c3fd5010ada4ca38ba3614b7df8bdecb', 'ef21d0dcfa4a1902bcb34371e7e7d5f154faf05897daf9d63177c9e958b20c3a', 103, 'Rauf', 2),
(11, 1, 'remove', '2026-11-28 23:19:21.369639', 'Səhv.
An error.', 3, 4, 11, 'ef21d0dcfa4a1902bcb34371e7e7d5f154faf05897daf9d63177c9e958b20c3a', '24a9dde6e06386c94cb3290e694ad6bf6e5dc5bfc6d7c84994df2bbc74e9e274', 103, 'Rauf', 2),
(12, 1, 'submit', '2026-11-28 23:19:21.480595', '', 4, 5, 12, '24a9dde6e06386c94cb3290e694ad6bf6e5dc5bfc6d7c84994df2bbc74e9e274', '584d957d2d5e3989c5360f1e1a7dbdf7b241d881df02fc4cea425175a9180527', 104, 'Leyla', 1),
(13, 1, 'schedule', '2026-11-28 23:19:21.527840', '01.01.2099 12:00', 4, 5, 13, '584d957d2d5e3989c5360f1e1a7dbdf7b241d881df02fc4cea425175a9180527', 'ede1cb244f66b26ed14206ce6fd4ed0819c37b0f9408a8aaed601b55b439d444', 104, 'Rauf', 2),
(14, 1, 'submit', '2026-11-28 23:19:21.638368', '', 5, 6, 14, 'ede1cb244f66b26ed14206ce6fd4ed0819c37b0f9408a8aaed601b55b439d444', '19f3620d507b9991016da8e714feaad8520cca2b2456f7bf0d48b036a9be0bf6', 105, 'Leyla', 1),
(15, 1, 'reject', '2026-11-28 23:19:21.646303', 'Not yet', 5, 6, 15, '19f3620d507b9991016da8e714feaad8520cca2b2456f7bf0d48b036a9be0bf6', '4223f512a52b5c2b475063666e22feb462edb0bda6c5be430e74ffc9b0dffe4f', 105, 'Rauf', 2),
(16, 1, 'submit', '2026-11-28 23:19:21.677843', '', 5, 6, 16, '4223f512a52b5c2b475063666e22feb462edb0bda6c5be430e74ffc9b0dffe4f', '25321bab8c8373523460a84917669658da90310eb6ab354fbd2aca3a50730594', 105, 'Leyla', 1),
(17, 1, 'submit', '2026-11-28 23:19:21.868601', '', 7, 8, 17, '25321bab8c8373523460a84917669658da90310eb6ab354fbd2aca3a50730594', 'aa470e216485fa90d42ed1cc320d29cad3697265496de688b4075ceefb2ae2a4', 107, 'Leyla', 1),
(18, 1, 'publish', '2026-11-28 23:19:21.907000', '', 7, 8, 18, 'aa470e216485fa90d42ed1cc320d29cad3697265496de688b4075ceefb2ae2a4', 'deba0a9308db09d09abd1416bb783e4d0443e03cee7f0a986061839e88a31e8a', 107, 'Rauf', 2);
INSERT INTO "news_edition" VALUES
(1, 1, 'published', 'İşğəncəyə qarşı seminar', 'İşğəncəyə qarşı seminar', 'Seminar against torture', 'isgenceye-qarsi-seminar', 'isgenceye-qarsi-seminar', 'seminar-against-torture', 'İşğəncəyə qarşı seminar: qısa məzmun', 'İşğəncəyə qarşı seminar: qısa məzmun', 'Seminar against torture in short', '<p>İşğəncəyə qarşı seminar. Şəhərdə görüş keçirilib.</p>', '<p>İşğəncəyə qarşı seminar. Şəhərdə görüş keçirilib.</p>', '<p>Seminar against torture. A meeting was held in the city.</p>', 1, 1, 1, '2024-03-01 08:00:00', '2024-03-01 08:00:00', '2024-03-05 08:00:00', '', '', '', 0, NULL, '', '', '', 3, 'isgenceye qarsi seminar
seminar against torture', '2026-11-28 23:19:20.553337', '2026-11-28 23:19:20.702253', 1, NULL, NULL, '', '', '', NULL, NULL, '', NULL, 0, '2026-11-28 23:19:20.688657', 1, '[]', NULL, NULL, NULL, NULL),
(2, 2, 'published', 'İşğəncəyə qarşı seminar', 'İşğəncəyə qarşı seminar', 'Seminar against torture in Baku', 'isgenceye-qarsi-seminar', 'isgenceye-qarsi-seminar', 'seminar-against-torture', 'İşğəncəyə qarşı seminar: qısa məzmun', 'İşğəncəyə qarşı seminar: qısa məzmun', 'Seminar against torture in short', '<p>İşğəncəyə qarşı seminar. Şəhərdə görüş keçirilib.</p>', '<p>İşğəncəyə qarşı seminar. Şəhərdə görüş keçirilib.</p>', '<p>Seminar against torture. A meeting was held in the city.</p>', 1, 1, 1, '2024-03-01 08:00:00', '2024-03-05 08:00:00', NULL, 'Yer əlavə edilib.', 'Yer əlavə edilib.', 'The place was added.', 0, NULL, '', '', '', 3, 'isgenceye qarsi seminar
seminar against torture in baku', '2026-11-28 23:19:20.792112', '2026-11-28 23:19:20.914313', 1, 1, NULL, '', '', '', NULL, NULL, '', NULL, 0, '2026-11-28 23:19:20.911156', 1, '[]', NULL, NULL, NULL, NULL),
(3, 1, 'published', 'Köçkünlərin hüquqları', 'Köçkünlərin hüquqları', 'Rights of displaced people', 'kockunlerin-huquqlari', 'kockunlerin-huquqlari', 'rights-of-displaced-people', 'Köçkünlərin hüquqları: qısa məzmun', 'Köçkünlərin hüquqları: qısa məzmun', 'Rights of displaced people in short', '<p>Köçkünlərin hüquqları. Şəhərdə görüş keçirilib.</p>', '<p>Köçkünlərin hüquqları. Şəhərdə görüş keçirilib.</p>', '<p>Rights of displaced people. A meeting was held in the city.</p>', 1, 1, 1, '2024-04-01 08:00:00', '2024-04-01 08:00:00', NULL, '', '', '', 0, '2026-11-28 23:19:21.122344', '', 'Rəqəmlər yanlışdır.', 'The figures are wrong.', 4, 'kockunlerin huquqlari
rights of displaced people', '2026-11-28 23:19:20.963593', '2026-11-28 23:19:21.122477', 2, NULL, NULL, '', '', '', NULL, NULL, '', NULL, 0, '2026-11-28 23:19:21.062461', 1, '[]', NULL, NULL, NULL, NULL),
(4, 1, 'published', 'Səhvən dərc edilib', 'Səhvən dərc edilib', 'Published in error', 'sehven-derc-edilib', 'sehven-derc-edilib', 'published-in-error', 'Səhvən dərc edilib: qısa məzmun', 'Səhvən dərc edilib: qısa məzmun', 'Published in error in short', '<p>Səhvən dərc edilib. Şəhərdə görüş keçirilib.</p>', '<p>Səhvən dərc edilib. Şəhərdə görüş keçirilib.</p>', '<p>Published in error. A meeting was held in the city.</p>', 1, 1, 1, '2024-05-01 08:00:00', '2024-05-01 08:00:00', '2026-11-28 23:19:21.362449', '', '', '', 0, NULL, '', '', '', 4, 'sehven derc edilib
published in error', '2026-11-28 23:19:21.191857', '2026-11-28 23:19:21.362587', 3, NULL, NULL, '', '', '', NULL, NULL, '', NULL, 0, '2026-11-28 23:19:21.311844', 1, '[]', '2026-11-28 23:19:21.362449', NULL, 'Səhv.', 'An error.'),
(5, 1, 'published', 'Gələcək xəbər', 'Gələcək xəbər', 'News of the future', 'gelecek-xeber', 'gelecek-xeber', 'news-of-the-future', 'Gələcək xəbər: qısa məzmun', 'Gələcək xəbər: qısa məzmun', 'News of the future in short', '<p>Gələcək xəbər. Şəhərdə görüş keçirilib.</p>', '<p>Gələcək xəbər. Şəhərdə görüş keçirilib.</p>', '<p>News of the future. A meeting was held in the city.</p>', 1, 1, 1, '2099-01-01 08:00:00', '2099-01-01 08:00:00', NULL, '', '', '', 0, NULL, '', '', '', 3, 'gelecek xeber
news of the future', '2026-11-28 23:19:21.391138', '2026-11-28 23:19:21.510531', 4, NULL, NULL, '', '', '', NULL, NULL, '', NULL, 0, '2026-11-28 23:19:21.502300', 1, '[]', NULL, NULL, NULL, NULL),
(6, 1, 'submitted', 'Yoxlanılan mətn', 'Yoxlanılan mətn', 'A text being checked', 'yoxlanilan-metn', 'yoxlanilan-metn', 'a-text-being-checked', 'Yoxlanılan mətn: qısa məzmun', 'Yoxlanılan mətn: qısa məzmun', 'A text being checked in short', '<p>Yoxlanılan mətn. Şəhərdə görüş keçirilib.</p>', '<p>Yoxlanılan mətn. Şəhərdə görüş keçirilib.</p>', '<p>A text being checked. A meeting was held in the city.</p>', 1, 1, 1, NULL, NULL, NULL, '', '', '', 0, NULL, '', '', '', 4, 'yoxlanilan metn
a text being checked', '2026-11-28 23:19:21.563651', '2026-11-28 23:19:21.676813', 5, NULL, NULL, '', '', '', NULL, NULL, '', NULL, 0, '2026-11-28 23:19:21.676449', 1, '[]', NULL, NULL, NULL, NULL),
(7, 1, 'draft', 'Qaralama', 'Qaralama', '', 'qaralama', 'qaralama', 'a-draft', 'Qaralama: qısa məzmun', 'Qaralama: qısa məzmun', 'A draft in short', '<p>Qaralama. Şəhərdə görüş keçirilib.</p>', '<p>Qaralama. Şəhərdə görüş keçirilib.</p>', '<p>A draft. A meeting was held in the city.</p>', 1, 1, 1, NULL, NULL, NULL, '', '', '', 0, NULL, '', '', '', 2, 'qaralama
', '2026-11-28 23:19:21.687621', '2026-11-28 23:19:21.733372', 6, NULL, NULL, '', '', '', NULL, NULL, '', NULL, 1, '2026-11-28 23:19:21.749946', NULL, '[{"rule": "title", "field": "title_en", "language": "en", "words": {}}]', NULL, NULL, NULL, NULL),
(8, 1, 'published', 'Şəkilli xəbər', 'Şəkilli xəbər', 'News with a picture', 'sekilli-xeber', 'sekilli-xeber', 'news-with-a-picture', 'Şəkilli xəbər: qısa məzmun', 'Şəkilli xəbər: qısa məzmun', 'News with a picture in short', '<p>Şəkilli xəbər. Şəhərdə görüş keçirilib.</p>', '<p>Şəkilli xəbər. Şəhərdə görüş keçirilib.</p>', '<p>News with a picture. A meeting was held in the city.</p>', 1, 1, 1, '2024-06-01 08:00:00', '2024-06-01 08:00:00', NULL, '', '', '', 0, NULL, '', '', '', 4, 'sekilli xeber
news with a picture', '2026-11-28 23:19:21.763812', '2026-11-28 23:19:21.897833', 7, NULL, 1, '', '', '', NULL, NULL, '', NULL, 0, '2026-11-28 23:19:21.886186', 1, '[]', NULL, NULL, NULL, NULL);
INSERT INTO "sqlite_sequence" VALUES
('django_migrations', 51),
('account_emailaddress', 0),
('django_admin_log', 0),
('django_content_type', 44),
('auth_permission', 179),
('auth_group', 3),
('auth_user', 2),
('mfa_authenticator', 0),
('news_editionorganization', 8),
('news_person', 1),
('news_editionperson', 8),
('news_appointment', 1),
('news_viewcount', 2),
('news_image', 1),
('news_page', 1),
('news_auditseal', 1),
('news_auditentry', 18),
('news_attachment', 0),
('news_edition', 8),
('news_article', 7),
('auth_group_permissions', 170),
('auth_user_groups', 2),
('news_organization', 1),
('news_publiccontent', 1),
('news_topic', 1),
('news_parity', 8),
('news_edition_topics', 8),
('news_searchstate', 1),
('news_searchdocument', 4294967310),
('news_searchterm', 522),
('news_tombstone', 1),
('news_editionimage', 1),
('news_notice', 1);
CREATE TRIGGER news_audit_no_update BEFORE UPDATE ON news_auditentry
        BEGIN SELECT RAISE(ABORT, 'news_auditentry is only ever added to'); END;
CREATE TRIGGER news_audit_no_delete BEFORE DELETE ON news_auditentry
        BEGIN SELECT RAISE(ABORT, 'news_auditentry is only ever added to'); END;
CREATE TRIGGER news_edition_no_overlap_on_insert AFTER INSERT ON news_edition BEGIN 
    SELECT RAISE(ABORT, 'no_two_editions_live_at_once')
    WHERE NEW.public_from IS NOT NULL AND EXISTS (
        SELECT 1 FROM news_edition AS other
        WHERE other.article_id = NEW.article_id AND other.id <> NEW.id AND other.public_from IS NOT NULL
          AND (other.public_until IS NULL OR other.public_until > NEW.public_from)
          AND (NEW.public_until IS NULL OR NEW.public_until > other.public_from)
    );
 END;
CREATE TRIGGER news_edition_no_overlap_on_update AFTER UPDATE OF public_from, public_until, article_id ON news_edition BEGIN 
    SELECT RAISE(ABORT, 'no_two_editions_live_at_once')
    WHERE NEW.public_from IS NOT NULL AND EXISTS (
        SELECT 1 FROM news_edition AS other
        WHERE other.article_id = NEW.article_id AND other.id <> NEW.id AND other.public_from IS NOT NULL
          AND (other.public_until IS NULL OR other.public_until > NEW.public_from)
          AND (NEW.public_until IS NULL OR NEW.public_until > other.public_from)
    );
 END;
CREATE UNIQUE INDEX "django_content_type_app_label_model_76bd3d3b_uniq" ON "django_content_type" ("app_label", "model");
CREATE UNIQUE INDEX "auth_permission_content_type_id_codename_01ab375a_uniq" ON "auth_permission" ("content_type_id", "codename");
CREATE UNIQUE INDEX "unique_authenticator_type" ON "mfa_authenticator" ("user_id", "type") WHERE "type" IN ('totp', 'recovery_codes');
CREATE INDEX "mfa_authenticator_user_id_0c3a50c0" ON "mfa_authenticator" ("user_id");
CREATE INDEX "auth_permission_content_type_id_2f476e4b" ON "auth_permission" ("content_type_id");
CREATE UNIQUE INDEX "auth_group_permissions_group_id_permission_id_0cd325b0_uniq" ON "auth_group_permissions" ("group_id", "permission_id");
CREATE INDEX "auth_group_permissions_group_id_b120cbf9" ON "auth_group_permissions" ("group_id");
CREATE INDEX "auth_group_permissions_permission_id_84c5c92e" ON "auth_group_permissions" ("permission_id");
CREATE UNIQUE INDEX "auth_user_groups_user_id_group_id_94350c0c_uniq" ON "auth_user_groups" ("user_id", "group_id");
CREATE INDEX "auth_user_groups_user_id_6a12ed8b" ON "auth_user_groups" ("user_id");
CREATE INDEX "auth_user_groups_group_id_97559544" ON "auth_user_groups" ("group_id");
CREATE UNIQUE INDEX "auth_user_user_permissions_user_id_permission_id_14a6b632_uniq" ON "auth_user_user_permissions" ("user_id", "permission_id");
CREATE INDEX "auth_user_user_permissions_user_id_a95ead1b" ON "auth_user_user_permissions" ("user_id");
CREATE INDEX "auth_user_user_permissions_permission_id_1fbb5f2c" ON "auth_user_user_permissions" ("permission_id");
CREATE UNIQUE INDEX "account_emailaddress_user_id_email_987c8728_uniq" ON "account_emailaddress" ("user_id", "email");
CREATE UNIQUE INDEX "unique_verified_email" ON "account_emailaddress" ("email") WHERE "verified";
CREATE INDEX "account_emailaddress_user_id_2c513194" ON "account_emailaddress" ("user_id");
CREATE INDEX "account_emailconfirmation_email_address_id_5b7f8c58" ON "account_emailconfirmation" ("email_address_id");
CREATE UNIQUE INDEX "unique_primary_email" ON "account_emailaddress" ("user_id", "primary") WHERE "primary";
CREATE INDEX "account_emailaddress_email_03be32b2" ON "account_emailaddress" ("email");
CREATE INDEX "django_admin_log_content_type_id_c4bce8eb" ON "django_admin_log" ("content_type_id");
CREATE INDEX "django_admin_log_user_id_c564eba6" ON "django_admin_log" ("user_id");
CREATE INDEX "news_article_kind_bfe45367" ON "news_article" ("kind");
CREATE INDEX "news_auditentry_article_id_bd359228" ON "news_auditentry" ("article_id");
CREATE INDEX "news_attachment_edition_id_646530f9" ON "news_attachment" ("edition_id");
CREATE INDEX "news_image_content_hash_4099fe43" ON "news_image" ("content_hash");
CREATE INDEX "news_appointment_organization_id_daf309c6" ON "news_appointment" ("organization_id");
CREATE INDEX "news_person_photo_id_166d450e" ON "news_person" ("photo_id");
CREATE INDEX "news_auditentry_edition_id_5dad2b39" ON "news_auditentry" ("edition_id");
CREATE INDEX "news_auditentry_actor_id_f09270df" ON "news_auditentry" ("actor_id");
CREATE UNIQUE INDEX "one_edition_in_preparation" ON "news_edition" ("article_id") WHERE "state" IN ('draft', 'submitted');
CREATE INDEX "news_appointment_person_id_a5c2eac7" ON "news_appointment" ("person_id");
CREATE INDEX "news_tombstone_removed_by_id_c4e1a3ed" ON "news_tombstone" ("removed_by_id");
CREATE INDEX "news_editionperson_edition_id_d0f9abc4" ON "news_editionperson" ("edition_id");
CREATE INDEX "news_editionperson_person_id_25b68f7d" ON "news_editionperson" ("person_id");
CREATE UNIQUE INDEX "one_open_ended_edition" ON "news_edition" ("article_id") WHERE ("public_from" IS NOT NULL AND "public_until" IS NULL);
CREATE INDEX "news_edition_article_id_b4ea97c9" ON "news_edition" ("article_id");
CREATE INDEX "news_recording_edition_id_d008fb08" ON "news_recording" ("edition_id");
CREATE INDEX "news_edition_author_id_db14d1ee" ON "news_edition" ("author_id");
CREATE INDEX "news_edition_lead_image_id_511a7cae" ON "news_edition" ("lead_image_id");
CREATE INDEX "news_edition_approved_by_id_b8b23f0a" ON "news_edition" ("approved_by_id");
CREATE INDEX "news_edition_forced_by_id_ace0acaa" ON "news_edition" ("forced_by_id");
CREATE INDEX "news_viewcount_article_id_0833fbf8" ON "news_viewcount" ("article_id");
CREATE UNIQUE INDEX "news_edition_topics_edition_id_topic_id_6bca74fe_uniq" ON "news_edition_topics" ("edition_id", "topic_id");
CREATE INDEX "news_edition_topics_edition_id_048e905c" ON "news_edition_topics" ("edition_id");
CREATE INDEX "news_edition_topics_topic_id_1822757a" ON "news_edition_topics" ("topic_id");
CREATE INDEX "news_editionimage_edition_id_8515dab1" ON "news_editionimage" ("edition_id");
CREATE INDEX "news_editionimage_image_id_d39c568f" ON "news_editionimage" ("image_id");
CREATE INDEX "news_editionorganization_edition_id_bdd0f706" ON "news_editionorganization" ("edition_id");
CREATE INDEX "news_editionorganization_organization_id_14a8c9fe" ON "news_editionorganization" ("organization_id");
CREATE INDEX "news_edition_submitted_by_id_6fa39fbc" ON "news_edition" ("submitted_by_id");
CREATE INDEX "edition_newest_first" ON "news_edition" ("first_published_at" DESC, "article_id" DESC) WHERE "public_from" IS NOT NULL;
CREATE INDEX "edition_public_from" ON "news_edition" ("public_from") WHERE "public_from" IS NOT NULL;
CREATE INDEX "viewcount_day" ON "news_viewcount" ("day");
CREATE INDEX "news_searchdocument_reference_3dbf57cd" ON "news_searchdocument" ("reference");
CREATE INDEX "news_searchdocument_edition_id_45e452d5" ON "news_searchdocument" ("edition_id");
CREATE INDEX "search_term_mirror" ON "news_searchterm" ("build", "mirror");
CREATE INDEX "search_term_skeleton" ON "news_searchterm" ("build", "skeleton");
CREATE INDEX "news_image_fingerprint_79dc7912" ON "news_image" ("fingerprint");
CREATE INDEX "news_image_recipe_27428d10" ON "news_image" ("recipe");
CREATE INDEX "news_dismissedname_article_id_70e80394" ON "news_dismissedname" ("article_id");
CREATE INDEX "news_autosave_edition_id_ea90af6e" ON "news_autosave" ("edition_id");
CREATE INDEX "news_autosave_user_id_f41e23ef" ON "news_autosave" ("user_id");
CREATE INDEX "news_presence_edition_id_fcd06842" ON "news_presence" ("edition_id");
CREATE INDEX "news_presence_user_id_59ac1685" ON "news_presence" ("user_id");
CREATE INDEX "news_sharelink_created_by_id_09d210ac" ON "news_sharelink" ("created_by_id");
CREATE INDEX "news_sharelink_edition_id_25e677c4" ON "news_sharelink" ("edition_id");
CREATE INDEX "news_shareopening_link_id_ef86fd45" ON "news_shareopening" ("link_id");
CREATE INDEX "edition_public_until" ON "news_edition" ("public_until") WHERE "public_until" IS NOT NULL;
CREATE INDEX "edition_withdrawn" ON "news_edition" ("withdrawn_at") WHERE "withdrawn_at" IS NOT NULL;
CREATE INDEX "news_parity_state_a010e983" ON "news_parity" ("state");
CREATE INDEX "news_parity_confirmed_by_id_e97ead76" ON "news_parity" ("confirmed_by_id");
CREATE INDEX news_editions_of_topic ON news_edition_topics (topic_id, edition_id);
CREATE INDEX "news_articlenote_article_id_92bb5272" ON "news_articlenote" ("article_id");
CREATE INDEX "news_articlenote_author_id_31d95e6c" ON "news_articlenote" ("author_id");
CREATE INDEX "news_reminder_article_id_18a199b6" ON "news_reminder" ("article_id");
CREATE UNIQUE INDEX "one_open_review_of_an_article" ON "news_review" ("article_id") WHERE "done_at" IS NULL;
CREATE INDEX "news_review_due_a4fb3338" ON "news_review" ("due");
CREATE INDEX "news_review_article_id_6d9d063d" ON "news_review" ("article_id");
CREATE INDEX "news_review_done_by_id_04240555" ON "news_review" ("done_by_id");
CREATE INDEX "news_review_set_by_id_36ff9c73" ON "news_review" ("set_by_id");
CREATE INDEX "news_brokenlink_edition_id_a2f9eb2d" ON "news_brokenlink" ("edition_id");
CREATE UNIQUE INDEX "news_edition_limited_to_edition_id_user_id_3083636b_uniq" ON "news_edition_limited_to" ("edition_id", "user_id");
CREATE INDEX "news_edition_limited_to_edition_id_49cef722" ON "news_edition_limited_to" ("edition_id");
CREATE INDEX "news_edition_limited_to_user_id_33b7a2ba" ON "news_edition_limited_to" ("user_id");
CREATE INDEX "django_session_expire_date_a5c62663" ON "django_session" ("expire_date");
CREATE VIRTUAL TABLE news_searchwords USING fts5(terms, content='news_searchdocument', content_rowid='id', tokenize='unicode61 remove_diacritics 0', detail=column);
INSERT INTO news_searchwords(news_searchwords) VALUES ('rebuild');
