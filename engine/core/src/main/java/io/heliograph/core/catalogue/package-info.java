/** What is known of our indicators beside what they compute: whose numbers they equal, and the page that lists them. */
package io.heliograph.core.catalogue;
