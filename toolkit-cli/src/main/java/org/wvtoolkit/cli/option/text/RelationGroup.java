package org.wvtoolkit.cli.option.text;

import java.util.EnumSet;
import java.util.Set;
import org.wvtoolkit.relations.SenseRelation;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Relations of senses that the command line names together.
 *
 * @param relations at least one
 */
public record RelationGroup(Set<SenseRelation> relations) {
    /** Copies the set. */
    public RelationGroup {
        relations = Set.copyOf(relations);
    }

    /** Reads a label, the name of a group, or {@code all}. */
    public static final class Converter implements ITypeConverter<RelationGroup> {
        private static final String ALL = "all";

        /** Used by picocli. */
        public Converter() {}

        @Override
        public RelationGroup convert(String text) {
            Set<SenseRelation> named =
                    text.strip().equalsIgnoreCase(ALL) ? EnumSet.allOf(SenseRelation.class) : SenseRelation.find(text);
            if (named.isEmpty()) {
                throw new TypeConversionException(
                        "'" + text + "' is not one of " + String.join(", ", SenseRelation.groups()) + ", " + ALL);
            }
            return new RelationGroup(named);
        }
    }
}
