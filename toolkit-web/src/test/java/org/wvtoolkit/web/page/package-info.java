/**
 * The explorer's page in a real browser: Chromium and its driver, as Debian installs them. Tests are skipped where
 * either
 * is absent.
 */
@NullMarked
package org.wvtoolkit.web.page;

import org.jspecify.annotations.NullMarked;
