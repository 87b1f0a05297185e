# Sourced by run.sh and test.sh: makes sure that Python, the system libraries and a virtual
# environment are there, and installs what is missing. Plain POSIX sh, because on a bare machine
# there is nothing else. What is present is never installed again: libraries are looked up in the
# loader's own cache, and no package manager is called when nothing is missing.
#
# After `prepare run` or `prepare test`, $venv names the virtual environment.
# $TENET_VENV moves it (default: .venv at the top of the project).
# The caller sets $root, the absolute path of the project.

say() {
    printf '%s\n' "$*" >&2
}

stop() {
    say "$*"
    exit 1
}

# One line a file that must be there: what to look for, then the packages that bring it, named as
# apt, dnf, pacman and zypper name them. A slash separates names of different releases.
system_files() {
    cat <<'TABLE'
libstdc++.so.6          libstdc++6                       libstdc++            gcc-libs             libstdc++6
libglib-2.0.so.0        libglib2.0-0t64/libglib2.0-0     glib2                glib2                libglib-2_0-0
libgthread-2.0.so.0     libglib2.0-0t64/libglib2.0-0     glib2                glib2                libgthread-2_0-0
libgobject-2.0.so.0     libglib2.0-0t64/libglib2.0-0     glib2                glib2                libgobject-2_0-0
libexpat.so.1           libexpat1                        expat                expat                libexpat1
libz.so.1               zlib1g                           zlib/zlib-ng-compat  zlib                 libz1
libzstd.so.1            libzstd1                         libzstd              zstd                 libzstd1
libX11.so.6             libx11-6                         libX11               libx11               libX11-6
libX11-xcb.so.1         libx11-xcb1                      libX11-xcb           libx11               libX11-xcb1
libXext.so.6            libxext6                         libXext              libxext              libXext6
libXrender.so.1         libxrender1                      libXrender           libxrender           libXrender1
libEGL.so.1             libegl1                          libglvnd-egl         libglvnd             Mesa-libEGL1
libGL.so.1              libgl1                           libglvnd-glx         libglvnd             Mesa-libGL1
libdbus-1.so.3          libdbus-1-3                      dbus-libs            dbus                 libdbus-1-3
libfontconfig.so.1      libfontconfig1                   fontconfig           fontconfig           libfontconfig1
libfreetype.so.6        libfreetype6                     freetype             freetype2            libfreetype6
libxkbcommon.so.0       libxkbcommon0                    libxkbcommon         libxkbcommon         libxkbcommon0
libxkbcommon-x11.so.0   libxkbcommon-x11-0               libxkbcommon-x11     libxkbcommon-x11     libxkbcommon-x11-0
libxcb.so.1             libxcb1                          libxcb               libxcb               libxcb1
libxcb-cursor.so.0      libxcb-cursor0                   xcb-util-cursor      xcb-util-cursor      libxcb-cursor0
libxcb-glx.so.0         libxcb-glx0                      libxcb               libxcb               libxcb-glx0
libxcb-icccm.so.4       libxcb-icccm4                    xcb-util-wm          xcb-util-wm          libxcb-icccm4
libxcb-image.so.0       libxcb-image0                    xcb-util-image       xcb-util-image       libxcb-image0
libxcb-keysyms.so.1     libxcb-keysyms1                  xcb-util-keysyms     xcb-util-keysyms     libxcb-keysyms1
libxcb-randr.so.0       libxcb-randr0                    libxcb               libxcb               libxcb-randr0
libxcb-render.so.0      libxcb-render0                   libxcb               libxcb               libxcb-render0
libxcb-render-util.so.0 libxcb-render-util0              xcb-util-renderutil  xcb-util-renderutil  libxcb-render-util0
libxcb-shape.so.0       libxcb-shape0                    libxcb               libxcb               libxcb-shape0
libxcb-shm.so.0         libxcb-shm0                      libxcb               libxcb               libxcb-shm0
libxcb-sync.so.1        libxcb-sync1                     libxcb               libxcb               libxcb-sync1
libxcb-util.so.1        libxcb-util1                     xcb-util             xcb-util             libxcb-util1
libxcb-xfixes.so.0      libxcb-xfixes0                   libxcb               libxcb               libxcb-xfixes0
libxcb-xkb.so.1         libxcb-xkb1                      libxcb               libxcb               libxcb-xkb1
TABLE
    if [ -n "${WAYLAND_DISPLAY:-}" ]; then
        cat <<'TABLE'
libwayland-client.so.0  libwayland-client0               libwayland-client    wayland              libwayland-client0
libwayland-cursor.so.0  libwayland-cursor0               libwayland-cursor    wayland              libwayland-cursor0
libwayland-egl.so.1     libwayland-egl1                  libwayland-egl       wayland              libwayland-egl1
TABLE
    fi
    if [ "$1" = test ]; then
        cat <<'TABLE'
bin:xvfb-run            xvfb                             xorg-x11-server-Xvfb xorg-server-xvfb     xvfb-run
bin:Xvfb                xvfb                             xorg-x11-server-Xvfb xorg-server-xvfb     xorg-x11-server-Xvfb
bin:xauth               xauth                            xorg-x11-xauth       xorg-xauth           xauth
TABLE
    fi
}

# ---------------------------------------------------------------- what is there

loader_cache() {
    PATH="$PATH:/usr/sbin:/sbin" ldconfig -p 2>/dev/null
}

# Print the lines of system_files whose file is not there.
missing_files() {
    known=$(loader_cache)
    system_files "$1" | while read -r file packages; do
        case $file in
            bin:*) command -v "${file#bin:}" >/dev/null 2>&1 && continue ;;
            *) case $known in *"$file"*) continue ;; esac ;;
        esac
        printf '%s %s\n' "$file" "$packages"
    done
}

python_fits() {
    command -v "$1" >/dev/null 2>&1 &&
        "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null
}

python_makes_environments() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null
}

# Set $python to an interpreter that fits, preferring one that can make virtual environments.
find_python() {
    python=
    for candidate in python3.13 python3.12 python3.11 python3; do
        python_fits "$candidate" || continue
        if python_makes_environments "$candidate"; then
            python=$candidate
            return 0
        fi
        [ -n "$python" ] || python=$candidate
    done
    [ -n "$python" ]
}

# ---------------------------------------------------------------- package managers

find_manager() {
    for manager in apt-get dnf pacman zypper; do
        command -v "$manager" >/dev/null 2>&1 && return 0
    done
    manager=
    return 1
}

# Print the package names of one line of system_files for this machine's package manager.
names_of() {
    case $manager in
        apt-get) printf '%s\n' "$2" ;;
        dnf) printf '%s\n' "$3" ;;
        pacman) printf '%s\n' "$4" ;;
        zypper) printf '%s\n' "$5" ;;
    esac
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

may_become_root() {
    [ "$(id -u)" = 0 ] && return 0
    command -v sudo >/dev/null 2>&1 || return 1
    # Without a terminal sudo cannot ask for a password.
    [ -t 0 ] || sudo -n true 2>/dev/null
}

refresh_lists() {
    [ -z "${lists_are_fresh:-}" ] || return 0
    case $manager in
        apt-get) as_root apt-get update -qq >&2 ;;
        pacman) as_root pacman -Sy --noconfirm >&2 ;;
        *) : ;;
    esac || return 1
    lists_are_fresh=yes
}

is_offered() {
    case $manager in
        apt-get) [ -n "$(apt-cache show --no-all-versions "$1" 2>/dev/null)" ] ;;
        dnf) dnf -q list "$1" >/dev/null 2>&1 ;;
        pacman) pacman -Si "$1" >/dev/null 2>&1 ;;
        zypper) zypper -q search --match-exact "$1" >/dev/null 2>&1 ;;
    esac
}

# Print the first of the names, separated by slashes, that the package manager offers.
choose() {
    rest=$1
    while :; do
        first=${rest%%/*}
        [ "$first" != "$rest" ] || break
        if is_offered "$first"; then break; fi
        rest=${rest#*/}
    done
    printf '%s\n' "$first"
}

install_packages() {
    case $manager in
        apt-get) as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq -o Dpkg::Use-Pty=0 --no-install-recommends "$@" >/dev/null ;;
        dnf) as_root dnf install -y -q "$@" >&2 ;;
        pacman) as_root pacman -S --needed --noconfirm "$@" >&2 ;;
        zypper) as_root zypper --non-interactive install --no-recommends "$@" >&2 ;;
    esac
}

# Install the packages named (with slashes between alternatives), or stop with one sentence.
require_packages() {
    wanted=$(printf '%s ' "$@" | sed 's,/, or ,g; s, $,,')
    find_manager || stop "Tenet Designer needs $wanted and finds no package manager it knows" \
        "(apt, dnf, pacman, zypper) to install it with: please install it and run this again."
    may_become_root || stop "Tenet Designer needs these system packages, and installing them" \
        "takes an administrator: $wanted. Please have them installed and run this again."
    refresh_lists || stop "The list of packages could not be fetched, so these could not be" \
        "installed: $wanted. Please check the network connection and run this again."
    chosen=
    for names in "$@"; do
        chosen="$chosen $(choose "$names")"
    done
    say "Installing system packages:$chosen"
    # shellcheck disable=SC2086  # the names are words
    install_packages $chosen || stop "These system packages could not be installed (the package" \
        "manager's own message is above):$chosen. Please check the network connection, or install" \
        "them by hand, and run this again."
}

# ---------------------------------------------------------------- the three things needed

prepare_python() {
    if find_python && python_makes_environments "$python"; then
        return 0
    fi
    if [ -z "$python" ] && [ "$(uname -s)" != Linux ]; then
        stop "Tenet Designer needs Python 3.11, 3.12 or 3.13: please install it from python.org" \
            "and run this again."
    fi
    find_manager || stop "Tenet Designer needs Python 3.11, 3.12 or 3.13 with its venv module:" \
        "please install it and run this again."
    case $manager in
        apt-get) install_python_with_apt ;;
        dnf) require_packages python3.13/python3.12/python3.11 ;;
        pacman) require_packages python ;;
        zypper) require_packages python313/python312/python311 ;;
    esac
    if ! find_python || ! python_makes_environments "$python"; then
        stop "This system offers no Python from 3.11 to 3.13 with its venv module: please install" \
            "one and run this again."
    fi
}

install_python_with_apt() {
    # The system's own Python first; a release that has an older one may offer a newer beside it.
    [ -n "$python" ] || require_packages python3
    if find_python; then
        python_makes_environments "$python" && return
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        require_packages "python$version-venv"
        return
    fi
    for version in 3.13 3.12 3.11; do
        if is_offered "python$version-venv"; then
            require_packages "python$version" "python$version-venv"
            return
        fi
    done
}

prepare_libraries() {
    [ "$(uname -s)" = Linux ] || return 0
    missing=$(missing_files "$1")
    [ -n "$missing" ] || return 0
    find_manager || stop "Tenet Designer needs system libraries that are not here and finds no" \
        "package manager it knows (apt, dnf, pacman, zypper) to install them with:" \
        "$(printf '%s\n' "$missing" | cut -d ' ' -f 1 | tr '\n' ' ')."
    packages=$(printf '%s\n' "$missing" | while read -r line; do
        # shellcheck disable=SC2086  # the columns are words
        names_of $line
    done | sort -u)
    # shellcheck disable=SC2086  # the names are words
    require_packages $packages
    still=$(missing_files "$1" | cut -d ' ' -f 1 | tr '\n' ' ')
    [ -z "$still" ] || say "Still not found after installing, going on without: $still"
}

# What the environment was made from; it is refreshed when any of it changes.
stamp_of() {
    printf '%s %s %s\n' "$root" "$("$python" -c 'import sys; print(sys.version)' | tr '\n' ' ')" \
        "$(cat "$root/pyproject.toml" "$root/packaging/constraints.txt" | cksum)"
}

install_into() {
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
        --constraint "$root/packaging/constraints.txt" --editable "$1" >&2
}

prepare_environment() {
    venv=${TENET_VENV:-$root/.venv}
    case $venv in /*) ;; *) venv=$(pwd)/$venv ;; esac
    stamp=$(stamp_of)
    # An environment for the tests holds all that a run needs.
    for kind in "$1" test; do
        if [ "$(cat "$venv/.tenet-$kind" 2>/dev/null)" = "$stamp" ] && "$venv/bin/python" -c ''; then
            return 0
        fi
    done
    if [ -e "$venv" ] && [ ! -e "$venv/pyvenv.cfg" ] && [ -n "$(ls -A "$venv")" ]; then
        stop "$venv is not a virtual environment: please choose another place in TENET_VENV."
    fi
    say "Preparing the virtual environment in $venv"
    if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1 || ! python_fits "$venv/bin/python"; then
        "$python" -m venv --clear "$venv" || stop "The virtual environment could not be made in $venv."
    fi
    rm -f "$venv/.tenet-run" "$venv/.tenet-test"
    what=$root
    [ "$1" = run ] || what="$root[$1]"
    install_into "$what" || stop "The Python packages could not be installed (pip's own message is" \
        "above): please check the network connection and run this again."
    printf '%s\n' "$stamp" >"$venv/.tenet-$1"
}

prepare() {
    if [ -e /etc/alpine-release ]; then
        stop "Tenet Designer cannot run on Alpine Linux: PySide6 and pygraphviz are not built for" \
            "its C library; please use a distribution with glibc, such as Debian or Ubuntu."
    fi
    prepare_python
    prepare_libraries "$1"
    prepare_environment "$1"
}
