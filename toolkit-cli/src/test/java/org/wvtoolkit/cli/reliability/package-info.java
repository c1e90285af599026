/** Tests of all commands under failure: killed processes, full disks, closed pipes, damaged inputs. */
@NullMarked
package org.wvtoolkit.cli.reliability;

import org.jspecify.annotations.NullMarked;
