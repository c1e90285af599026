/**
 * Tests of the explorer's page in Chromium with its driver, as Debian installs them. They are
 * skipped if either is absent.
 */
@NullMarked
package org.wvtoolkit.web.page;

import org.jspecify.annotations.NullMarked;
