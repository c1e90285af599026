package org.wvtoolkit.api;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Signatures of the public and protected members of public classes, one per line, in a fixed order. */
final class ApiListing {
    private static final Pattern PACKAGES = Pattern.compile("\\b(?:[a-z_][a-z0-9_]*\\.)+(?=[A-Z@])");
    private static final int MODIFIERS = Modifier.PROTECTED | Modifier.STATIC | Modifier.ABSTRACT | Modifier.FINAL;

    private ApiListing() {}

    /** Returns whether a class and the classes around it are public or protected. */
    static boolean isVisible(Class<?> type) {
        for (Class<?> outer = type; outer != null; outer = outer.getEnclosingClass()) {
            if (!isVisible(outer.getModifiers())) {
                return false;
            }
        }
        return !type.isAnonymousClass() && !type.isLocalClass() && !type.isSynthetic();
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    /** Returns the declaration of a class, followed by its members with an indent. */
    static List<String> lines(Class<?> type) {
        List<String> lines = new ArrayList<>(List.of(declaration(type)));
        Set<String> members = new TreeSet<>();
        for (Field field : type.getDeclaredFields()) {
            if (isApi(field)) {
                members.add(
                        field.isEnumConstant()
                                ? "enum constant " + field.getName()
                                : modifiers(field) + shortened(field.getAnnotatedType()) + " " + field.getName());
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isApi(constructor)) {
                members.add("new " + type.getSimpleName() + parameters(constructor));
            }
        }
        for (Method method : methods(type)) {
            if (isApi(method) && !isGenerated(method)) {
                members.add(modifiers(method) + (method.isDefault() ? "default " : "") + variables(method)
                        + shortened(method.getAnnotatedReturnType()) + " " + method.getName() + parameters(method));
            }
        }
        members.forEach(member -> lines.add("    " + member));
        return lines;
    }

    /** The methods of a class, and those that it inherits from classes that are not visible. */
    private static List<Method> methods(Class<?> type) {
        List<Method> methods = new ArrayList<>(List.of(type.getDeclaredMethods()));
        for (Class<?> parent = type.getSuperclass();
                parent != null && !isVisible(parent);
                parent = parent.getSuperclass()) {
            methods.addAll(List.of(parent.getDeclaredMethods()));
        }
        return methods;
    }

    /** Returns the classes that the signatures of a class mention. */
    static Set<Class<?>> mentions(Class<?> type) {
        Set<Type> types = new LinkedHashSet<>();
        if (type.getSuperclass() != null && isVisible(type.getSuperclass())) {
            types.add(type.getGenericSuperclass());
        }
        types.addAll(List.of(type.getGenericInterfaces()));
        for (Field field : type.getDeclaredFields()) {
            if (isApi(field)) {
                types.add(field.getGenericType());
            }
        }
        for (Executable executable : executables(type)) {
            if (isApi(executable)) {
                types.addAll(List.of(executable.getGenericParameterTypes()));
                types.addAll(List.of(executable.getGenericExceptionTypes()));
                if (executable instanceof Method method) {
                    types.add(method.getGenericReturnType());
                }
            }
        }
        Set<Class<?>> classes = new LinkedHashSet<>();
        types.forEach(mentioned -> addClasses(mentioned, classes));
        return classes;
    }

    private static List<Executable> executables(Class<?> type) {
        List<Executable> all = new ArrayList<>(List.of(type.getDeclaredConstructors()));
        all.addAll(List.of(type.getDeclaredMethods()));
        return all;
    }

    private static void addClasses(Type type, Set<Class<?>> classes) {
        switch (type) {
            case null -> {}
            case Class<?> single -> classes.add(elementType(single));
            case ParameterizedType generic -> {
                addClasses(generic.getRawType(), classes);
                Arrays.stream(generic.getActualTypeArguments()).forEach(argument -> addClasses(argument, classes));
            }
            case GenericArrayType array -> addClasses(array.getGenericComponentType(), classes);
            case WildcardType wildcard -> {
                Arrays.stream(wildcard.getUpperBounds()).forEach(bound -> addClasses(bound, classes));
                Arrays.stream(wildcard.getLowerBounds()).forEach(bound -> addClasses(bound, classes));
            }
            default -> {}
        }
    }

    private static Class<?> elementType(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        return element;
    }

    private static boolean isApi(Member member) {
        return isVisible(member.getModifiers()) && !member.isSynthetic();
    }

    /** Methods that the compiler adds to every enum and record. */
    private static boolean isGenerated(Method method) {
        Class<?> owner = method.getDeclaringClass();
        String name = method.getName();
        if (owner.isEnum()) {
            return name.equals("values") || name.equals("valueOf") || name.equals("$values");
        }
        return owner.isRecord() && Set.of("equals", "hashCode", "toString").contains(name);
    }

    private static String declaration(Class<?> type) {
        String kind = type.isAnnotation()
                ? "@interface"
                : type.isInterface() ? "interface" : type.isRecord() ? "record" : type.isEnum() ? "enum" : "class";
        int irrelevant = kind.equals("class") ? 0 : Modifier.FINAL | Modifier.STATIC | Modifier.ABSTRACT;
        String modifiers = Modifier.toString(type.getModifiers() & MODIFIERS & ~irrelevant);
        StringBuilder line = new StringBuilder(modifiers.isEmpty() ? "" : modifiers + " ");
        if (type.isSealed() && !type.isEnum()) {
            line.append("sealed ");
        }
        line.append(kind).append(' ').append(name(type));
        if (type.getTypeParameters().length > 0) {
            line.append(Arrays.stream(type.getTypeParameters())
                    .map(ApiListing::variable)
                    .collect(Collectors.joining(", ", "<", ">")));
        }
        if (type.isRecord()) {
            line.append(Arrays.stream(type.getRecordComponents())
                    .map(ApiListing::component)
                    .collect(Collectors.joining(", ", "(", ")")));
        }
        if (kind.equals("class")
                && type.getAnnotatedSuperclass().getType() != Object.class
                && isVisible(type.getSuperclass())) {
            line.append(" extends ").append(shortened(type.getAnnotatedSuperclass()));
        }
        if (type.getInterfaces().length > 0 && !type.isAnnotation()) {
            line.append(Arrays.stream(type.getAnnotatedInterfaces())
                    .map(ApiListing::shortened)
                    .collect(Collectors.joining(", ", type.isInterface() ? " extends " : " implements ", "")));
        }
        return line.toString();
    }

    private static String component(RecordComponent component) {
        return shortened(component.getAnnotatedType()) + " " + component.getName();
    }

    /** The name with the names of the classes around it. */
    private static String name(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return outer == null ? type.getSimpleName() : name(outer) + "." + type.getSimpleName();
    }

    private static String modifiers(Member member) {
        int relevant = MODIFIERS;
        Class<?> owner = member.getDeclaringClass();
        if (owner.isInterface()) {
            relevant &= ~(Modifier.ABSTRACT | Modifier.FINAL);
        }
        if (Modifier.isFinal(owner.getModifiers()) && member instanceof Method) {
            relevant &= ~Modifier.FINAL;
        }
        String modifiers = Modifier.toString(member.getModifiers() & relevant);
        return modifiers.isEmpty() ? "" : modifiers + " ";
    }

    private static String variables(Method method) {
        return method.getTypeParameters().length == 0
                ? ""
                : Arrays.stream(method.getTypeParameters())
                        .map(ApiListing::variable)
                        .collect(Collectors.joining(", ", "<", "> "));
    }

    private static String variable(TypeVariable<?> variable) {
        String bounds = Arrays.stream(variable.getBounds())
                .filter(bound -> bound != Object.class)
                .map(bound -> shortened(bound.getTypeName()))
                .collect(Collectors.joining(" & "));
        return variable.getName() + (bounds.isEmpty() ? "" : " extends " + bounds);
    }

    private static String parameters(Executable executable) {
        String list = Arrays.stream(executable.getAnnotatedParameterTypes())
                .map(ApiListing::shortened)
                .collect(Collectors.joining(", ", "(", ")"));
        String variable = executable.isVarArgs() ? list.replaceAll("\\[]\\)$", "...)") : list;
        String thrown = Arrays.stream(executable.getGenericExceptionTypes())
                .map(type -> shortened(type.getTypeName()))
                .collect(Collectors.joining(", "));
        return variable + (thrown.isEmpty() ? "" : " throws " + thrown) + deprecation(executable);
    }

    private static String deprecation(AnnotatedElement element) {
        return element.isAnnotationPresent(Deprecated.class) ? " (deprecated)" : "";
    }

    private static String shortened(AnnotatedType type) {
        return shortened(type.toString());
    }

    /** Removes package names, and the parentheses of annotations without values. */
    private static String shortened(String type) {
        return PACKAGES.matcher(type)
                .replaceAll("")
                .replace("()", "")
                .replace('$', '.')
                .replace("@NullMarked ", "");
    }
}
