package org.wvtoolkit.cli.help;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The heading under which the help lists the options of a mixin. Options without one are listed under "Options". */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface OptionGroup {
    /** The heading, such as {@code Text options}. */
    String value();
}
