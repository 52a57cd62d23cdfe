#!/bin/sh
# Copies what an auxiliary image holds into the volume that the containers of a
# pod share, in the steps of the operator's init container and with the same
# features of the shell. Like it, it ends with 0 whatever happens.

target=$AUXILIARY_IMAGE_TARGET_PATH
tools=$target/weblogic-deploy
models=$target/models
logs=$target/auxiliaryImageLogs
log=/tmp/auxiliaryImage.out
me=$(basename $0)

say() {
  local level=$1
  shift
  echo "$(date -u +%H:%M:%S) [$me] [$level] $*" >>$log
}

upper() { echo "$1" | tr 'a-z' 'A-Z'; }

# skipped HOME USUAL: whether there is nothing to copy. A home that the Domain
# names must be there with something in it; the usual one may be missing.
skipped() {
  local home=$1 usual=$2
  if [ "$(upper $home)" == "NONE" ]; then
    return 0
  fi
  if [ -d $home ] && [ "$(ls -A $home)" != "" ]; then
    return 1
  fi
  if [ "$home" != "$usual" ]; then
    say SEVERE "$home is missing or has nothing in it"
  fi
  return 0
}

# enter FOLDER: makes a folder of the volume that can be written into.
enter() {
  if ! mkdir -m 750 -p $1 || ! touch $1/probe || ! rm -f $1/probe; then
    say SEVERE "$1 cannot be made or written into"
    return 1
  fi
}

# take HOME FOLDER: what cp says is kept, whether it failed is not.
take() {
  local said=$(cp -R $1/* $2 2>&1)
  if [ $? != 0 ]; then
    say SEVERE "copying $1 to $2: $said"
  fi
}

copy_tools() {
  local home=$AUXILIARY_IMAGE_SOURCE_WDT_INSTALL_HOME
  if skipped $home /auxiliary/weblogic-deploy; then
    return
  fi
  enter $tools || return
  if [ "$(ls -A $tools)" != "" ]; then
    say SEVERE "$tools has files of another image already"
    return
  fi
  take $home $tools
}

copy_models() {
  local home=$AUXILIARY_IMAGE_SOURCE_MODEL_HOME
  if skipped $home /auxiliary/models; then
    return
  fi
  enter $models || return
  take $home $models
}

if [ -f $logs/$AUXILIARY_IMAGE_CONTAINER_NAME.suc ]; then
  exit 0
fi
rm -f $log
say FINE "copying to ${target/tmp/the volume }"
copy_tools
copy_models
if [[ "$(cat $log)" != *"SEVERE"* ]]; then
  say FINE "executed successfully"
  good=yes
fi
mkdir -p $(dirname $logs/any)
cp $log $logs/$AUXILIARY_IMAGE_CONTAINER_NAME.out
if [ "$good" == yes ]; then
  touch $logs/$AUXILIARY_IMAGE_CONTAINER_NAME.suc
fi
exit 0
