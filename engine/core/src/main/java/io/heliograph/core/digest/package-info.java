/** The content digest: one number that says whether two runs concluded the same. */
package io.heliograph.core.digest;
